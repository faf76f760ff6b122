import { placeholder } from './kinds.ts'

const AT = '(?:[@＠]\\s?|\\s?[([{]\\s?(?:at|arobase)\\s?[)\\]}]\\s?|\\sarobase\\s|\\s@\\s)'
const DOT = '(?:\\.|\\s?[([{]\\s?(?:dot|point)\\s?[)\\]}]\\s?|\\s(?:dot|point)\\s)'

/** An address with what people write instead of `@` and the point. */
const EMAIL = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}${AT}[\\p{L}\\p{N}-]{1,63}(?:${DOT}[\\p{L}\\p{N}-]{1,63}){0,4}`,
  'giu',
)

/** A name on a network: `@name`. */
const HANDLE = /(?<![\p{L}\p{N}])[@＠][\p{L}\p{N}_.]{2,64}/gu

const LINK =
  /(?<![\p{L}\p{N}])(?:[a-z][a-z+.-]{1,15}:\/\/|www\.)[^\s<>\ue000-\ue005]+|(?<![\p{L}\p{N}._-])(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?:com|org|net|ma|fr|me|info|io|eu|gov|edu|be|es|it|uk|ly|gl|app|link|chat|page|site|online|co|tn|dz|sn|ci|cm|gn|ml)(?![\p{L}\p{N}-])(?:[/?#:][^\s<>\ue000-\ue005]*)?/giu

/** Takes links, e-mail addresses and names on networks out. */
export function redactContacts(text: string): string {
  return text
    .replace(/(?:[a-z][a-z+.-]{1,15}:\/\/|www\.)[^\s<>]+/giu, placeholder('link'))
    .replace(EMAIL, placeholder('email'))
    .replace(LINK, placeholder('link'))
    .replace(HANDLE, placeholder('link'))
}
