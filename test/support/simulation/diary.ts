import type { Locale } from '../../../src/core/index.ts'
import { localDay, localHour, moment, plusDays } from './calendar.ts'
import type { Life } from './counter.ts'
import type { Ledger } from './ledger.ts'

/** A reminder that somebody was promised. */
export interface Promised {
  readonly life: Life
  readonly kind: string
  /** The day on which it is to be sent. */
  readonly day: string
  readonly locale: Locale
  /** The words with which its message begins, and the day that it names. */
  readonly words: string
  /** The last day on which it is of use. */
  readonly lastDay: string
}

/** A reminder that is to arrive now. */
export interface Expected extends Promised {
  readonly isLate: boolean
}

/** What the simulation knows of the reminders: which ones are to arrive at each moment. */
export interface Diary {
  /** `false` where it takes the place of one of the same kind for the same day. */
  promise(promise: Promised): boolean
  /** The promises to somebody that are still open. */
  openOf(life: Life): readonly Promised[]
  /** They want none of them any more. */
  cancel(life: Life): readonly Promised[]
  /** They erased all that was kept of them. */
  forget(life: Life): void
  /** Those that are to arrive at this moment; counts them, and those that are of no use any more. */
  due(now: number): readonly Expected[]
  readonly counts: Readonly<Record<'set' | 'cancelled' | 'sent' | 'late' | 'dropped', number>>
}

const REMIND_AT = '10:00'

/**
 * Creates a diary. Reminders are counted, and say it where they are late; questions (`of`) neither.
 */
export function createDiary(ledger: Ledger, of: 'reminders' | 'questions' = 'reminders'): Diary {
  const byDay = new Map<string, Set<Promised>>()
  const byLife = new Map<string, Set<Promised>>()
  const counts = { set: 0, cancelled: 0, sent: 0, late: 0, dropped: 0 }
  let firstDay = ''
  const close = (promise: Promised) => {
    byDay.get(promise.day)?.delete(promise)
    byLife.get(promise.life.name)?.delete(promise)
  }
  const openOf = (life: Life) => [...(byLife.get(life.name) ?? [])]
  const count = (promise: Promised, event: 'sent' | 'dropped', now: number) => {
    const { kind, locale, life } = promise
    counts[event] += 1
    const facets = { kind, locale, channel: life.channel }
    if (of === 'reminders') ledger.count(localDay(now), `reminder-${event}`, facets)
    close(promise)
  }
  return {
    counts,
    openOf,
    promise(promise) {
      const { kind, day, life } = promise
      const same = openOf(life).find((one) => one.kind === kind && one.day === day)
      if (same === undefined) counts.set += 1
      else close(same)
      for (const [map, key] of [
        [byDay, promise.day],
        [byLife, promise.life.name],
      ] as const) {
        const known = map.get(key) ?? new Set()
        map.set(key, known.add(promise))
      }
      return same === undefined
    },
    cancel(life) {
      const open = openOf(life)
      for (const promise of open) close(promise)
      counts.cancelled += open.length
      return open
    },
    forget(life) {
      for (const promise of openOf(life)) close(promise)
    },
    due(now) {
      const hour = localHour(now)
      if (hour < 8 || hour >= 21) return []
      const today = localDay(now)
      const expected: Expected[] = []
      for (let day = firstDay === '' ? today : firstDay; day <= today; day = plusDays(day, 1)) {
        if (now < moment(day, REMIND_AT)) continue
        for (const promise of byDay.get(day) ?? []) {
          const isOver = now >= moment(promise.lastDay, '21:00')
          const isLost = isOver || promise.life.gone === true
          count(promise, isLost ? 'dropped' : 'sent', now)
          if (isLost) continue
          const isLate = of === 'reminders' && today > day
          if (isLate) counts.late += 1
          expected.push({ ...promise, isLate })
        }
      }
      firstDay = today
      return expected
    },
  }
}
