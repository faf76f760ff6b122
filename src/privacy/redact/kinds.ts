/** What is taken out of a text. */
export const REDACTED_KINDS = ['phone', 'email', 'link', 'identity', 'number', 'name'] as const

/** One of {@link REDACTED_KINDS}. */
export type RedactedKind = (typeof REDACTED_KINDS)[number]

/** Stands for a mark while a text is being worked on: a character that nobody writes. */
export function placeholder(kind: RedactedKind): string {
  return String.fromCharCode(FIRST + REDACTED_KINDS.indexOf(kind))
}

/** All placeholders, and the characters that would be taken for one. */
export const PLACEHOLDERS = /[\ue000-\ue005]/gu

/** The kind that a placeholder stands for. */
export function kindOf(character: string): RedactedKind | undefined {
  return REDACTED_KINDS[character.charCodeAt(0) - FIRST]
}

const FIRST = 0xe000
