/**
 * The consonants of a word as they sound, the same for both scripts: `شحال`, `ch7al` and `chhal`
 * all become `Shl`. Vowels, long or short, go; so do hamza and ʿayn, which people leave out; letters
 * that are taken for one another are made one (ط ت, ص س, ض د ذ ظ, ح ه, ق ك گ).
 *
 * S is ش, X is خ, G is غ, J is ج.
 */

const ARABIC: Readonly<Record<string, string>> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'J',
  ح: 'h',
  خ: 'X',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'S',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'd',
  غ: 'G',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
}

const LATIN: Readonly<Record<string, string>> = {
  b: 'b',
  c: 'k',
  d: 'd',
  f: 'f',
  g: 'k',
  h: 'h',
  j: 'J',
  k: 'k',
  l: 'l',
  m: 'm',
  n: 'n',
  p: 'b',
  q: 'k',
  r: 'r',
  s: 's',
  t: 't',
  v: 'f',
  x: 'ks',
  z: 'z',
  '5': 'X',
  '6': 't',
  '7': 'h',
  '8': 'G',
  '9': 'k',
}

const PAIRS: Readonly<Record<string, string>> = {
  ch: 'S',
  sh: 'S',
  kh: 'X',
  gh: 'G',
  th: 't',
  dh: 'd',
  ph: 'f',
  qu: 'k',
}

const SOFT = new Set(['e', 'i', 'y'])
const NUMBER = /^\d+$/
const ARABIC_END = /ه$/
const LATIN_END = /(?<=[aeiou])h$/

/** The skeleton of one normalised word; empty where it has no consonant or is a number. */
export function skeletonOf(word: string): string {
  if (NUMBER.test(word)) return ''
  const text = word.replace(ARABIC_END, '').replace(LATIN_END, '')
  let skeleton = ''
  let last = ''
  for (let at = 0; at < text.length; at++) {
    const pair = PAIRS[text.slice(at, at + 2)]
    const sound = pair ?? soundAt(text, at)
    if (pair !== undefined) at++
    if (sound !== last) skeleton += sound
    last = sound
  }
  return skeleton
}

function soundAt(text: string, at: number): string {
  const letter = text.charAt(at)
  if (SOFT.has(text.charAt(at + 1))) {
    if (letter === 'c') return 's'
    if (letter === 'g') return 'J'
  }
  return LATIN[letter] ?? ARABIC[letter] ?? ''
}
