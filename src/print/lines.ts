import { type Direction, isolate } from '../core/index.ts'
import { inVisualOrder, type Piece, type Script, type Word, wordsOf } from './pieces.ts'

/** Something drawn at a distance from the left end of its line. */
export interface Placed {
  readonly text: string
  readonly script: Script
  readonly x: number
}

/** One line of a paragraph. */
export interface Line {
  readonly width: number
  readonly placed: readonly Placed[]
}

/** What a line is measured with. */
export interface Measure {
  readonly width: (text: string, script: Script) => number
  readonly space: number
}

/** Breaks a paragraph into lines no wider than `width`; an address that is wider is cut. */
export function linesOf(
  text: string,
  options: { readonly direction: Direction; readonly width: number; readonly measure: Measure },
): readonly Line[] {
  const { direction, width, measure } = options
  return unbroken(isolate(text, direction))
    .split('\n')
    .flatMap((paragraph) => {
      const words = wordsOf(paragraph, direction).flatMap((word) => chopped(word, width, measure))
      const rows: Word[][] = [[]]
      let used = 0
      for (const word of words) {
        const size = widthOf(word, measure)
        const needed = used === 0 ? size : used + measure.space + size
        if (needed > width && used > 0) {
          rows.push([word])
          used = size
        } else {
          rows.at(-1)?.push(word)
          used = needed
        }
      }
      return rows.map((row) => place(row, measure))
    })
}

/** A word of one piece from left to right, such as an address, in parts that fit a line. */
function chopped(word: Word, width: number, measure: Measure): readonly Word[] {
  const [piece, ...more] = word.pieces
  const canBeCut = piece !== undefined && more.length === 0 && piece.level % 2 === 0
  if (!canBeCut || widthOf(word, measure) <= width) return [word]
  const parts = ['']
  for (const character of piece.text) {
    const longer = `${parts.at(-1) ?? ''}${character}`
    if (measure.width(longer, piece.script) > width) parts.push(character)
    else parts[parts.length - 1] = longer
  }
  return parts.map((text) => ({ ...word, pieces: [{ ...piece, text }] }))
}

/** No line ends inside a number, or before a mark that French sets apart. */
function unbroken(text: string): string {
  return text
    .replace(/(?<=\d) (?=\d)/gu, '\u00a0')
    .replace(/ (?=[?!:;»%])/gu, '\u00a0')
    .replace(/(?<=«) /gu, '\u00a0')
}

function widthOf(word: Word, measure: Measure): number {
  return word.pieces.reduce((sum, { text, script }) => sum + measure.width(text, script), 0)
}

type Item = Piece | { readonly level: number }

function place(words: readonly Word[], measure: Measure): Line {
  const items = words.flatMap((word, at): readonly Item[] => {
    const isLast = at === words.length - 1
    return isLast ? word.pieces : [...word.pieces, { level: word.gap }]
  })
  const placed: Placed[] = []
  let x = 0
  for (const item of inVisualOrder(items)) {
    if ('text' in item) {
      placed.push({ text: item.text, script: item.script, x })
      x += measure.width(item.text, item.script)
    } else x += measure.space
  }
  return { width: x, placed }
}
