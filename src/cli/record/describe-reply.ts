import type { Project } from '../../content/index.ts'
import { type Locale, withoutDirectionMarks } from '../../core/index.ts'

/** What a reply is made of, in the words of a transcript. */
export interface Described {
  /** Keys of the texts in it. */
  readonly says: readonly string[]
  readonly answers?: string
  readonly card?: string
  /** Its first line, where none of the above is in it. */
  readonly shows?: string
}

/** A text that is known, and where it comes from. */
export interface KnownText {
  readonly from: 'text' | 'entry' | 'card'
  readonly name: string
  /** What of it does not depend on values. */
  readonly fixed: string
}

/** Shorter texts are found everywhere; those of the flow that runs count where they are a line. */
const SHORTEST = 10

const LONGEST_LINE = 80

/** Files of words that are understood or stand within other texts, not of texts that are said. */
const NOT_SAID = /^(?:words|numbers|staff|telegram):/u

/** Every text that a reply may be made of in one language, the longest first. */
export function knownTexts(project: Project, locale: Locale): readonly KnownText[] {
  const { texts, keys } = project.textSet
  const known: KnownText[] = []
  const add = (from: KnownText['from'], name: string, text: string) => {
    const isOfFlow = name.startsWith('flow-') && text !== ''
    if (text.length >= SHORTEST || isOfFlow) known.push({ from, name, fixed: text })
  }
  for (const key of keys[locale].keys()) {
    if (NOT_SAID.test(key)) continue
    add('text', key.replace(/^common:/u, ''), fixedPart(texts.text(locale, key)))
  }
  for (const [id, entry] of project.entries) add('entry', id, plain(entry.answers[locale]))
  for (const card of project.urgencyRules.cards) add('card', card.card, plain(card.answers[locale]))
  return known.sort((a, b) => b.fixed.length - a.fixed.length)
}

/** Finds the texts that a reply is made of; of those that overlap, the longest. */
export function describeReply(
  reply: string,
  known: readonly KnownText[],
  flow: string | undefined,
): Described {
  const text = plain(reply)
  const found = findAll(text, known, flow)
  const entry = found.find(({ from }) => from === 'entry')
  const card = found.find(({ from }) => from === 'card')
  const says = found.filter(({ from }) => from === 'text').map(({ name }) => name)
  const line = text.split('\n')[0] ?? ''
  return {
    says,
    ...(entry === undefined ? {} : { answers: entry.name }),
    ...(card === undefined ? {} : { card: card.name }),
    ...(found.length > 0 || line === '' ? {} : { shows: line.slice(0, LONGEST_LINE).trim() }),
  }
}

function findAll(
  text: string,
  known: readonly KnownText[],
  flow: string | undefined,
): readonly KnownText[] {
  const taken: { readonly start: number; readonly end: number; readonly known: KnownText }[] = []
  // Two flows may ask for the town in the same words: the one that runs goes first.
  const isOwn = ({ name }: KnownText) => flow !== undefined && name.startsWith(`flow-${flow}:`)
  const inOrder = [...known].sort(
    (a, b) => b.fixed.length - a.fixed.length || Number(isOwn(b)) - Number(isOwn(a)),
  )
  for (const one of inOrder) {
    const isShort = one.fixed.length < SHORTEST
    if (isShort && !isOwn(one)) continue
    const start = isShort ? lineStart(text, one.fixed) : text.indexOf(one.fixed)
    const end = start + one.fixed.length
    if (start === -1 || taken.some((other) => start < other.end && other.start < end)) continue
    taken.push({ start, end, known: one })
  }
  return taken.sort((a, b) => a.start - b.start).map((one) => one.known)
}

/** Where a line begins that is this and nothing else. */
function lineStart(text: string, line: string): number {
  return `\n${text}\n`.indexOf(`\n${line}\n`)
}

/** What of a text is the same whatever its values: the first stretch between them. */
export function fixedPart(text: string): string {
  const parts = plain(text).split(/\{\{[^}]*\}\}|\d{4}-\d\d-\d\d/u)
  return parts.map((part) => part.trim()).find((part) => part !== '') ?? ''
}

function plain(text: string): string {
  return withoutDirectionMarks(text).trim()
}
