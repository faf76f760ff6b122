import { type Announcements, createAnnouncements } from '../../../src/announcements/index.ts'
import type { ChannelName, Facets } from '../../../src/core/index.ts'
import { createIds } from '../../../src/ids.ts'
import type { Audience, SendResult } from '../../../src/ports/index.ts'
import { localDay, moment, plusDays } from './calendar.ts'
import type { Life } from './counter.ts'
import { languageOf } from './language.ts'
import { type Stage, spokenBy } from './stage.ts'

/** An announcement of the year, and whom the simulation expects it to reach. */
interface Sending {
  readonly code: string
  readonly number: string
  readonly until: string
  readonly id: string
  /** Those who were on the list when it was approved. */
  readonly expected: ReadonlySet<string>
  /** Those who got it, and when. */
  readonly received: Map<string, number>
  readonly ended: Map<string, 'failed' | 'gone' | 'dropped'>
  stoppedAt?: number
}

/** The news of a year: who wants which, what was announced, and who got it. */
export interface News {
  subscribe(life: Life, audience: Audience): Promise<void>
  unsubscribe(life: Life): Promise<void>
  /** All that the life asked for ends: they left, or erased it. */
  leave(life: Life, how: 'gone' | 'dropped'): void
  /** Writes an announcement and has it approved at once. */
  announce(audience: Audience, days: number): Promise<string>
  /** Stops it before all have got it. */
  stop(id: string): Promise<void>
  /** Whether a text is an announcement; notes what becomes of it on its way. */
  carry(name: string, text: string): SendResult | undefined
  /** What is not as it was announced, after all is over. */
  faults(): Promise<readonly string[]>
  readonly counts: Readonly<Record<string, number>>
}

/** The most that one phone may carry on a day. */
export const PHONE_PACE = { perMinute: 5, perDay: 250 }

export function createNews(stage: () => Stage): News {
  const lists = new Map<string, Set<string>>()
  const lives = new Map<string, Life>()
  const sendings: Sending[] = []
  const counts = { announced: 0, expected: 0, sent: 0, failed: 0, gone: 0, dropped: 0 }
  const faults: string[] = []
  const codeOf = ({ kind, value }: Audience) => `${kind}:${value}`
  const listOf = (code: string) => {
    const known = lists.get(code) ?? new Set<string>()
    lists.set(code, known)
    return known
  }
  const isOpen = (sending: Sending, name: string) =>
    sending.expected.has(name) && !sending.received.has(name) && !sending.ended.has(name)
  const end = (name: string, how: 'gone' | 'dropped', code?: string) => {
    for (const sending of sendings) {
      if (code !== undefined && sending.code !== code) continue
      // What was not sent on its last day was taken back then.
      if (stage().world.clock.now() >= moment(sending.until, '21:00')) continue
      if (isOpen(sending, name)) sending.ended.set(name, how)
    }
  }
  const isSlow = (name: string) => lives.get(name)?.channel === 'whatsapp-web'
  const announcements = (): Announcements => {
    const { world } = stage()
    return createAnnouncements({
      ...{ store: world.store, clock: world.clock, pseudonym: world.pseudonym },
      ...{ newId: createIds(world.clock), audit: async () => {} },
      numbersIn: (text) => text.match(/\d+/gu) ?? [],
    })
  }
  return {
    counts,
    async subscribe(life, audience) {
      const { world, counter, services } = stage()
      const code = codeOf(audience)
      const reply = await world.send(life, { type: 'choice', data: `s:${code}` })
      if (listOf(code).has(life.name)) return
      const { texts } = services.knowledge
      life.speaks = languageOf(texts, reply.text, ['announcements:kept'], spokenBy(life))
      listOf(code).add(life.name)
      lives.set(life.name, life)
      counter.count(life, spokenBy(life), 'subscribed', facetsOf(audience))
    },
    async unsubscribe(life) {
      const { world, counter, chance } = stage()
      const codes = [...lists].filter(([, names]) => names.has(life.name)).map(([code]) => code)
      if (codes.length === 0) return
      const code = chance.pick(codes)
      await world.send(life, { type: 'choice', data: `u:${code}` })
      listOf(code).delete(life.name)
      end(life.name, 'dropped', code)
      const [kind = '', topic = ''] = code.split(':')
      const facets = kind === 'topic' ? { kind, topic } : { kind }
      counter.count(life, spokenBy(life), 'unsubscribed', facets as Facets)
    },
    leave(life, how) {
      for (const names of lists.values()) names.delete(life.name)
      end(life.name, how)
    },
    async announce(audience, days) {
      const { world } = stage()
      const room = announcements()
      const number = String(7001 + sendings.length)
      const until = plusDays(localDay(world.clock.now()), days)
      const text = `*7* (${number})`
      const texts = { fr: text, ar: text, ary: text, en: text }
      const { id } = await room.create({ audience, until, texts }, 'salma')
      await room.propose({ id, by: 'salma', revision: 1 })
      await room.approve({ id, by: 'amina', revision: 2 })
      const code = codeOf(audience)
      const expected = new Set(listOf(code))
      sendings.push({
        ...{ code, number, until, id, expected },
        ...{ received: new Map(), ended: new Map() },
      })
      counts.announced += 1
      counts.expected += expected.size
      await world.tick()
      return id
    },
    async stop(id) {
      const { world } = stage()
      const record = await world.store.announcements.find(id)
      const sending = sendings.find((one) => one.id === id)
      if (record?.state !== 'sending' || sending === undefined) return
      await announcements().stop({ id, by: 'amina', revision: record.revision })
      sending.stoppedAt = world.clock.now()
      for (const name of sending.expected) {
        if (isOpen(sending, name) && isSlow(name)) sending.ended.set(name, 'dropped')
      }
    },
    carry(name, text) {
      const number = /\((7\d{3})\)/u.exec(text)?.[1]
      const sending = sendings.find((one) => one.number === number)
      if (sending === undefined) return undefined
      const now = stage().world.clock.now()
      if (!isOpen(sending, name)) faults.push(`${name} got ${number} who was not to get it`)
      if (sending.stoppedAt !== undefined) faults.push(`${name} got ${number} after it was stopped`)
      if (now >= moment(sending.until, '21:00')) faults.push(`${name} got ${number} too late`)
      const fate = fateOf(name, sending.number)
      if (fate === 'failed') {
        sending.ended.set(name, 'failed')
        return { type: 'failed', reason: 'the platform refuses it' }
      }
      if (fate === 'gone') {
        const life = lives.get(name)
        if (life !== undefined) life.gone = true
        sending.ended.set(name, 'gone')
        for (const names of lists.values()) names.delete(name)
        end(name, 'gone')
        return { type: 'gone', reason: 'blocked' }
      }
      sending.received.set(name, now)
      return { type: 'sent' }
    },
    async faults() {
      const room = announcements()
      for (const sending of sendings) {
        const isOver = moment(sending.until, '21:00') <= stage().world.clock.now()
        for (const name of sending.expected) {
          if (!isOpen(sending, name)) continue
          // A phone may not have come to them before the end; everybody else has to have it.
          if (isOver && isSlow(name)) sending.ended.set(name, 'dropped')
          else faults.push(`${name} never got ${sending.number}`)
        }
        const record = await stage().world.store.announcements.find(sending.id)
        const progress = record && (await room.progress(record))
        const ended = (how: string) => [...sending.ended.values()].filter((one) => one === how)
        const own = {
          queued: sending.expected.size,
          sent: sending.received.size,
          failed: ended('failed').length,
          gone: ended('gone').length,
          dropped: ended('dropped').length,
          // Once all is over, nobody is waited for any more.
          away: 0,
        }
        for (const end of ['sent', 'failed', 'gone', 'dropped'] as const) counts[end] += own[end]
        if (JSON.stringify(progress) !== JSON.stringify(own)) {
          const [counted, expected] = [JSON.stringify(progress), JSON.stringify(own)]
          faults.push(`${sending.number} is counted ${counted}, it was ${expected}`)
        }
        faults.push(...paceFaults(sending, lives))
      }
      return faults
    },
  }
}

/** What becomes of a message: of a hundred one is refused, and one person has left. */
function fateOf(name: string, number: string): 'sent' | 'failed' | 'gone' {
  let hash = 0
  for (const letter of `${name} ${number}`) hash = (hash * 31 + letter.charCodeAt(0)) % 9973
  if (hash % 100 === 0) return 'failed'
  return hash % 100 === 1 ? 'gone' : 'sent'
}

function paceFaults({ received, number }: Sending, lives: ReadonlyMap<string, Life>): string[] {
  const byDay = new Map<string, number>()
  const faults: string[] = []
  for (const [name, at] of received) {
    const night = at < moment(localDay(at), '08:00') || at >= moment(localDay(at), '21:00')
    if (night) faults.push(`${name} was woken by ${number} at ${new Date(at).toISOString()}`)
    const channel: ChannelName = lives.get(name)?.channel ?? 'console'
    if (channel !== 'whatsapp-web') continue
    byDay.set(localDay(at), (byDay.get(localDay(at)) ?? 0) + 1)
  }
  for (const [day, count] of byDay) {
    if (count > PHONE_PACE.perDay) faults.push(`${count} of ${number} on ${day} by one phone`)
  }
  return faults
}

function facetsOf({ kind, value }: Audience): Facets {
  return kind === 'topic' ? { kind, topic: value } : { kind }
}
