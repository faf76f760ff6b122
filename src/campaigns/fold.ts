import { CODE_LENGTH } from './code.ts'

/** Letters that look the same on a screen or in handwriting: Cyrillic, Greek, digits. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', к: 'k', м: 'm', т: 't', і: 'i', ѕ: 's', н: 'n', г: 'r', д: 'd', л: 'l' },
  ...{ α: 'a', β: 'b', ι: 'i', κ: 'k', μ: 'm', ν: 'n', τ: 't', ζ: 'z', υ: 'u' },
  ...{ ı: 'i', '4': 'a', '8': 'b', '5': 's', '2': 'z', '1': 'i', '|': 'i', '!': 'i' },
}

/** Each letter of a code in Arabic script, as somebody writes it who heard it. */
const ARABIC: Readonly<Record<string, string>> = {
  ...{ ا: 'a', ى: 'a', ي: 'i', ی: 'i', و: 'u' },
  ...{ ب: 'b', د: 'd', ف: 'f', ك: 'k', ک: 'k', ل: 'l', م: 'm' },
  ...{ ن: 'n', ر: 'r', س: 's', ت: 't', ز: 'z' },
}

/** Letters that stand for the same sound to somebody who writes what they heard. */
const SOUND_ALIKE: Readonly<Record<string, string>> = {
  ...{ o: 'u', e: 'i', y: 'i', c: 'k', q: 'k', p: 'b', v: 'f' },
  ...{ ق: 'k', ط: 't', ص: 's', ض: 'd', پ: 'b', ة: 'a', ڤ: 'f' },
}

/** Accents, vowel signs, hidden characters and the Arabic stretch change nothing. */
const MARKS = /\p{M}|\p{Cf}|ـ/gu

/**
 * The letters of a word as those of a code, look-alikes taken for what they look like; `undefined`
 * where a letter of it can be no letter of a code.
 */
export function foldLetters(word: string): string | undefined {
  return fold(word, (letter) => LOOK_ALIKE[letter] ?? ARABIC[letter])
}

/** As {@link foldLetters}, also taking letters for others that sound alike, and doubled ones for one. */
export function foldSounds(word: string): string | undefined {
  const like = (letter: string) => LOOK_ALIKE[letter] ?? ARABIC[letter] ?? SOUND_ALIKE[letter]
  return fold(word, like)?.replace(/(.)\1+/gu, '$1')
}

/**
 * The code that folded letters are, in capitals; `undefined` where they cannot be one. In Latin
 * script `I` and `l` look alike: which is meant follows from its place.
 */
export function toCode(letters: string, isArabic: boolean): string | undefined {
  if (letters.length !== CODE_LENGTH) return undefined
  if (isArabic) return letters.toUpperCase()
  const code = [...letters].map((letter, at) => {
    if (at % 2 === 0) return letter === 'i' ? 'l' : letter
    return letter === 'l' ? 'i' : letter
  })
  return code.join('').toUpperCase()
}

function fold(word: string, like: (letter: string) => string | undefined): string | undefined {
  const plain = word.normalize('NFKD').toLowerCase().replace(MARKS, '')
  let folded = ''
  for (const letter of plain) {
    const meant = OWN.has(letter) ? letter : like(letter)
    if (meant === undefined) return undefined
    folded += meant
  }
  return folded
}

const OWN: ReadonlySet<string> = new Set('bdfklmnrstzaiu')
