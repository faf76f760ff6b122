import { createRequire } from 'node:module'
import type { Bidi } from 'bidi-js'
import type { Direction } from '../core/index.ts'

/** The files of a font: Google's fonts come in one for each script. */
export const SCRIPTS = ['arabic', 'latin', 'latin-ext'] as const

/** One of {@link SCRIPTS}. */
export type Script = (typeof SCRIPTS)[number]

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/u
const LATIN =
  /[\u0000-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215]/u

/** The file that has a character (`unicode.json` of the package says which). */
function scriptOf(character: string): Script {
  if (ARABIC.test(character)) return 'arabic'
  return LATIN.test(character) ? 'latin' : 'latin-ext'
}

/** A run of characters that is drawn in one go: one font, one direction, no space inside. */
export interface Piece {
  /** As it is given to the font: mirrored and turned where the font does not do so itself. */
  readonly text: string
  readonly script: Script
  /** Embedding level of the bidirectional algorithm; odd is right to left. */
  readonly level: number
}

/** Pieces without a space between them, with the level of the space behind them. */
export interface Word {
  readonly pieces: readonly Piece[]
  /** Level of the space that follows. */
  readonly gap: number
}

// A CommonJS package whose types say that it is none: its function is what `require` gives.
const bidi: Bidi = createRequire(import.meta.url)('bidi-js')()

const SPACE = /[ \t\n]/u
/** Directs the algorithm and is not drawn. */
const UNDRAWN = /[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/u

/** A paragraph as words in the order of reading, each character with its direction. */
export function wordsOf(text: string, direction: Direction): readonly Word[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction)
  const words: Word[] = []
  let pieces: Draft[] = []
  let at = 0
  for (const character of text) {
    const level = levels[at] ?? 0
    at += character.length
    if (SPACE.test(character)) {
      words.push({ pieces: pieces.map(toPiece), gap: level })
      pieces = []
    } else if (!UNDRAWN.test(character)) {
      grow(pieces, { character, level, script: scriptOf(character) })
    }
  }
  words.push({ pieces: pieces.map(toPiece), gap: 0 })
  return words.filter((word) => word.pieces.length > 0)
}

interface Draft {
  characters: string[]
  readonly level: number
  readonly script: Script
}

/** Puts a character to the last piece, or begins a new one; a mark stays with its letter. */
function grow(
  pieces: Draft[],
  next: { readonly character: string; readonly level: number; readonly script: Script },
): void {
  const last = pieces.at(-1)
  const isMark = /\p{M}/u.test(next.character)
  const fits = last !== undefined && last.level === next.level && last.script === next.script
  if (last !== undefined && (fits || isMark)) last.characters.push(next.character)
  else pieces.push({ characters: [next.character], level: next.level, script: next.script })
}

/** Letters of Arabic fonts are joined and turned by the font; punctuation of others is not. */
function toPiece({ characters, level, script }: Draft): Piece {
  const turned = level % 2 === 1 && script !== 'arabic'
  const drawn = turned
    ? characters.map((one) => bidi.getMirroredCharacter(one) ?? one).reverse()
    : characters
  // The font has no narrow no-break space, and its own no-break space is broken.
  return { text: drawn.join('').replace(/[\u00a0\u202f]/gu, ' '), script, level }
}

/** Puts what has levels into the order in which it stands from left to right (UAX #9, L2). */
export function inVisualOrder<T extends { readonly level: number }>(
  items: readonly T[],
): readonly T[] {
  const ordered = [...items]
  const highest = Math.max(0, ...ordered.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      if ((ordered[from]?.level ?? 0) < level) continue
      let to = from
      while (to < ordered.length && (ordered[to]?.level ?? 0) >= level) to += 1
      ordered.splice(from, to - from, ...ordered.slice(from, to).reverse())
      from = to
    }
  }
  return ordered
}
