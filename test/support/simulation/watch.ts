import type { Texts } from '../../../src/ports/index.ts'
import type { Expected } from './diary.ts'

/** Sees what is sent while nobody writes, and holds it against what is to be sent. */
export interface Watch {
  /** From now on nothing else may be sent than these. */
  expect(reminders: readonly Expected[]): void
  /** A message on its way to somebody. */
  see(name: string, text: string): void
  /** What is still missing is missing for good. */
  end(when: string): void
  readonly faults: readonly string[]
}

export function createWatch(texts: Texts): Watch {
  const faults: string[] = []
  let open: Map<string, Expected[]> | undefined
  return {
    faults,
    expect(reminders) {
      open = new Map()
      for (const one of reminders) {
        open.set(one.life.name, [...(open.get(one.life.name) ?? []), one])
      }
    },
    see(name, text) {
      if (open === undefined) return
      const waiting = open.get(name) ?? []
      const found = waiting.find(({ words }) => text.includes(words))
      if (found === undefined) {
        faults.push(`${name} got what nobody asked for now: ${text.trim().slice(0, 60)}`)
        return
      }
      open.set(
        name,
        waiting.filter((one) => one !== found),
      )
      const [late = ''] = texts.text(found.locale, 'reminders.late').split('{{')
      if (text.includes(late) !== found.isLate) {
        faults.push(`${name}: the ${found.kind} of ${found.day} is late, and does not say so right`)
      }
    },
    end(when) {
      for (const [name, missing] of open ?? []) {
        // Who left a moment ago, with another message, gets nothing more.
        for (const { kind, day, life } of missing) {
          if (life.gone !== true) faults.push(`${name} is missing the ${kind} of ${day} at ${when}`)
        }
      }
      open = undefined
    },
  }
}
