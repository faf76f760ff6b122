import { readPhone } from '../input/read-phone.ts'
import { readYesNo } from '../input/read-yes-no.ts'
import { isQuestion } from '../input/tokens.ts'
import { MAX_ANSWER_LENGTH } from '../limits.ts'
import type { Kind } from './kind.ts'

/** A place is named in few words; a longer message tells or asks something. */
const MAX_CITY_WORDS = 8

/** Whatever the person writes; bounds are characters. */
export const text: Kind = {
  shown: { type: 'plain' },
  bounds: 'number',
  read(written, { min, max }) {
    const value = written.trim().slice(0, MAX_ANSWER_LENGTH)
    if (value === '') return undefined
    return value.length >= Number(min ?? 1) && value.length <= Number(max ?? MAX_ANSWER_LENGTH)
      ? { value }
      : 'outside'
  },
}

/** A Moroccan number, kept as `+212…`. */
export const phone: Kind = {
  shown: { type: 'plain' },
  bounds: 'none',
  read(written) {
    const value = readPhone(written)
    return value === undefined ? undefined : { value }
  },
}

/** A town of the directory, kept by its id; the conversation remembers it too. */
export const city: Kind = {
  shown: { type: 'city' },
  bounds: 'none',
  read(written, { context, services }) {
    if (isQuestion(written) || written.trim().split(/\s+/u).length > MAX_CITY_WORDS)
      return undefined
    const found = services.findCity(written, context.locale)
    return found === undefined ? undefined : { value: found.id, city: found.id }
  },
}

/** Yes or no, kept as true or false. */
export const yesNo: Kind = {
  shown: { type: 'yes-no' },
  bounds: 'none',
  read(written, { words }) {
    const value = readYesNo(words, written)
    return value === undefined ? undefined : { value }
  },
}
