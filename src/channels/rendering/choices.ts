import { type Choice, type Direction, isolate } from '../../core/index.ts'
import type { ChannelLimits } from '../../ports/index.ts'

/** Data of a button where a channel does not say how much it carries, in bytes of UTF-8. */
const DEFAULT_DATA_BYTES = 64

/**
 * Whether these choices can be shown as buttons. All or none: a menu of which half is buttons and
 * half is numbers is read by nobody.
 */
export function fitAsButtons(choices: readonly Choice[], limits: ChannelLimits): boolean {
  const bytes = limits.dataBytes ?? DEFAULT_DATA_BYTES
  return (
    choices.length <= limits.choices &&
    choices.every(
      ({ data, label }) =>
        label.trim() !== '' &&
        label.length <= limits.choiceLength &&
        data !== '' &&
        byteLength(data) <= bytes,
    )
  )
}

/** Choices as a numbered menu. A line that begins in Latin letters stays on its side in Arabic. */
export function numbered(choices: readonly Choice[], direction: Direction = 'ltr'): string {
  return choices
    .map(({ label }, index) => {
      const line = `${index + 1}. ${isolate(label, direction)}`
      const astray = direction === 'rtl' && directionIn(label) === 'ltr'
      return astray ? `${RIGHT_TO_LEFT_MARK}${line}` : line
    })
    .join('\n')
}

const RIGHT_TO_LEFT_MARK = '\u200f'

/** The side from which a text without a locale is read: that of its first letter. */
export function directionIn(text: string): Direction {
  const first = text.match(/\p{L}/u)?.[0]
  return first !== undefined && /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first) ? 'rtl' : 'ltr'
}

/** How many bytes of UTF-8 a text takes, which is how platforms count the data of a button. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
