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

/**
 * The text as the matcher compares it: lower case, without accents, diacritics, punctuation and
 * hidden characters; letters that Arabic writers use for one another made equal; Western digits;
 * a letter written three times or more written once. Words are separated by one space. Never
 * throws; at most {@link MAX_MATCHED_LENGTH} characters.
 */
export function normalize(text: string): string {
  return text
    .slice(0, MAX_RAW_LENGTH)
    .replace(SEPARATORS, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(ELISIONS, '$1 ')
    .replace(APOSTROPHES, '')
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

/** The words of a text that {@link normalize} returned. */
export function wordsOf(normalized: string): string[] {
  return normalized === '' ? [] : normalized.split(' ')
}
