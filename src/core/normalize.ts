/** Longer messages are cut here: nobody's question needs more, and the cost of one stays bounded. */
export const MAX_MATCHED_LENGTH = 1000

/** How far into a raw text we look for those characters; marks and spaces may be thrown away. */
const MAX_RAW_LENGTH = 4 * MAX_MATCHED_LENGTH

const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ھ: 'ه',
  ہ: 'ه',
  ک: 'ك',
  گ: 'ك',
  ݣ: 'ك',
  ڭ: 'ك',
  ڨ: 'ك',
  ڤ: 'ف',
  ڥ: 'ف',
  پ: 'ب',
  چ: 'ش',
  ژ: 'ج',
  ء: '',
}

const LATIN_LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  ı: 'i',
}

const MARKS = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Cs}\p{Sk}\u0640\p{Emoji_Modifier}]/gu
const SEPARATORS = /[\p{Zs}\p{Zl}\p{Zp}\t\n\r\v\f\u0000]+/gu
const VARIANTS = /[أإآٱىیئؤةھہکگݣڭڨڤڥپچژءœæßøłı]/gu
const DIGITS = /[٠-٩۰-۹]/gu
const APOSTROPHES = /['’‘ʼ`´]/gu
const ELISIONS = /(?<![\p{L}\p{N}])(qu|jusqu|lorsqu|puisqu|quelqu|[cdjlmnst])['’‘ʼ`´](?=\p{L})/gu
const REPEATS = /(\p{L})\1{2,}/gu
const EMOJI = /\p{Extended_Pictographic}/gu
const OTHER = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu

const NOTHING = { text: '', normalized: '' }

/**
 * The text as the matcher compares it: lower case, without accents, diacritics, punctuation and
 * hidden characters; letters that Arabic writers use for one another made equal; Western digits;
 * a letter written three times or more written once. Words are separated by one space. Never
 * throws; at most {@link MAX_MATCHED_LENGTH} characters.
 */
export function normalize(text: string): string {
  if (text !== last.text) {
    const read = text.length > MAX_RAW_LENGTH ? text.slice(0, MAX_RAW_LENGTH) : text
    last = { text, normalized: normalizeCommon(read) ?? normalizeAny(read) }
  }
  return last.normalized
}

/** In a turn a dozen stages read the same message, one after the other. */
let last = NOTHING

/** Forgets the text that was read last: it is somebody's message. */
export function forgetLastText(): void {
  last = NOTHING
}

function normalizeAny(text: string): string {
  const lowered = text.replace(SEPARATORS, ' ').normalize('NFKC').toLowerCase()
  return withoutApostrophes(lowered)
    .replace(VARIANTS, (letter) => ARABIC_LETTERS[letter] ?? LATIN_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(VARIANTS, (letter) => ARABIC_LETTERS[letter] ?? '')
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(REPEATS, '$1')
    .replace(EMOJI, ' $& ')
    .replace(OTHER, ' ')
    .trim()
    .slice(0, MAX_MATCHED_LENGTH)
    .trimEnd()
}

/**
 * What nearly all is written with, none of which changes its neighbours: ASCII, French letters and
 * marks, Arabic letters, vowel signs and digits.
 */
const COMMON =
  /[\t\n\r -~\u00a0«»À-ÖØ-öø-ÿŒœ–—“”…\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u066c\u067e\u0686\u06a4\u06af]/u

/** By code unit, what each of them becomes; a space where it separates words. */
const BECOMES: readonly (string | undefined)[] = Array.from({ length: 0x2027 }, (_, unit) => {
  const character = String.fromCharCode(unit)
  return COMMON.test(character) ? normalizeAny(`1${character}1`).slice(1, -1) : undefined
})

const APOSTROPHE = /['’‘ʼ`]/u
/** Looks like an apostrophe, but falls apart into a space and an accent. */
const ACUTE = '´'

/** As {@link normalizeAny}, many times as fast; `undefined` where anything uncommon is written. */
function normalizeCommon(text: string): string | undefined {
  if (text.includes(ACUTE)) return undefined
  const joined = APOSTROPHE.test(text) ? withoutApostrophes(text.toLowerCase()) : text
  let result = ''
  let last = ''
  let times = 0
  for (let at = 0; at < joined.length; at++) {
    const letters = BECOMES[joined.charCodeAt(at)]
    if (letters === undefined) return undefined
    for (let place = 0; place < letters.length; place++) {
      const letter = letters.charAt(place)
      times = letter === last ? times + 1 : 1
      last = letter
      if (letter === ' ') {
        if (times === 1 && result !== '') result += letter
      } else if (letter <= '9' || times < 3) result += letter
      else if (times === 3) result = result.slice(0, -1)
    }
  }
  return result.slice(0, MAX_MATCHED_LENGTH).trimEnd()
}

function withoutApostrophes(lowered: string): string {
  return lowered.replace(ELISIONS, '$1 ').replace(APOSTROPHES, '')
}

/** The words of a text that {@link normalize} returned. */
export function wordsOf(normalized: string): string[] {
  return normalized === '' ? [] : normalized.split(' ')
}
