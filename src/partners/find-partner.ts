import { normalize, type Partner, wordsOf } from '../core/index.ts'

/** Finds the partner that a text names, by its name in any locale or by one of its aliases. */
export interface PartnerNames {
  find(text: string): { readonly partner: Partner; readonly words: number } | undefined
}

/** A name this short is believed only when it is a known abbreviation, written as a word. */
const MIN_NAME_LENGTH = 3

/** Prepares the names of all partners; the longest name that stands in a text wins. */
export function createPartnerNames(partners: Iterable<Partner>): PartnerNames {
  const names = new Map<string, Partner>()
  for (const partner of partners) {
    for (const name of [...Object.values(partner.name), ...partner.aliases]) {
      const key = normalize(name)
      if (key.length >= MIN_NAME_LENGTH && !names.has(key)) names.set(key, partner)
    }
  }
  const firsts = new Set([...names.keys()].map((name) => wordsOf(name)[0]))
  const longest = Math.max(1, ...[...names.keys()].map((name) => wordsOf(name).length))
  return {
    find(text) {
      const words = wordsOf(normalize(text))
      for (let length = Math.min(longest, words.length); length > 0; length--) {
        for (let at = 0; at + length <= words.length; at++) {
          if (!firsts.has(words[at])) continue
          const partner = names.get(words.slice(at, at + length).join(' '))
          if (partner !== undefined) return { partner, words: length }
        }
      }
      return undefined
    },
  }
}
