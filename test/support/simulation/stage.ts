import type { TurnServices } from '../../../src/conversation/index.ts'
import type { Locale } from '../../../src/core/index.ts'
import type { CampaignRecord } from '../../../src/ports/index.ts'
import type { Act } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Counter, Life } from './counter.ts'
import type { Ledger } from './ledger.ts'
import type { Observer } from './observer.ts'
import type { World } from './world.ts'

/** What a simulated year is made of. */
export interface YearOptions {
  readonly services: TurnServices
  readonly people: number
  readonly campaigns: readonly CampaignRecord[]
  readonly seed: number
  /** When its first day begins, ms since 1970. */
  readonly start: number
}

/** What the acts of a year share. */
export interface Stage extends YearOptions {
  readonly world: World
  readonly ledger: Ledger
  readonly chance: Chance
  readonly counter: Counter
  readonly observe: Observer
  readonly phrasings: Readonly<Record<Locale, readonly string[]>>
  /** Puts something off to a later moment of the year. */
  readonly later: (act: Act) => void
}

/** The language that somebody is answered in, as far as replies have shown it. */
export function spokenBy(life: Life): Locale {
  return life.speaks ?? life.locale
}
