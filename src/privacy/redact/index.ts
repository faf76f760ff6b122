/** Takes out of a text what tells who wrote it. */
import { redactContacts } from './contacts.ts'
import { redactIdentity } from './identity.ts'
import { kindOf, PLACEHOLDERS, type RedactedKind } from './kinds.ts'
import { redactNames } from './names.ts'
import { redactNumbers, redactPhones } from './numbers.ts'

export { REDACTED_KINDS } from './kinds.ts'

/** How a text is redacted. */
export interface RedactOptions {
  /** What is put in place of each kind, in the language of the text: `[téléphone]`. */
  readonly marks: (kind: RedactedKind) => string
}

/**
 * Puts marks in place of phone numbers in any spelling and any digits, e-mail addresses, links,
 * numbers of identity papers, long numbers, and names that the text introduces ("my name is …").
 * Amounts, dates, ages and short numbers stay. A name that is not introduced as one stays too: a
 * list of names would take half of the words of a question with it. Never throws.
 */
export function redact(text: string, { marks }: RedactOptions): string {
  const plain = withoutHidden(text.toWellFormed().replace(PLACEHOLDERS, ''))
  const steps = [redactContacts, redactPhones, redactNames, redactIdentity, redactNumbers]
  const redacted = steps.reduce((rest, step) => step(rest), plain)
  return redacted.replace(PLACEHOLDERS, (character) => {
    const kind = kindOf(character)
    return kind === undefined ? '' : marks(kind)
  })
}

/** Characters without width between digits would hide a number from us, not from a reader. */
function withoutHidden(text: string): string {
  return text
    .replace(/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/(?<=\p{Nd})\ufe0f?\u20e3/gu, '')
    .replace(/(?<=\p{Nd})[\u200c\u200d]+|[\u200c\u200d]+(?=\p{Nd})/gu, '')
}
