import { LOCALES, type Locale, TOPICS, type Topic } from '../core/index.ts'
import { DalilError } from '../errors.ts'
import {
  type AuditEntry,
  CAMPAIGN_CHANNELS,
  type CampaignChannel,
  type CampaignRecord,
  type Clock,
  type Repositories,
  type Store,
  type Texts,
} from '../ports/index.ts'
import { type CampaignBook, createCampaignBook } from './book.ts'
import { CODE_COUNT, codeAt, isUnfortunate } from './code.ts'

/** What the staff say of a campaign. */
export type CampaignDraft = Omit<CampaignRecord, 'code' | 'createdAt' | 'revision'>

/** What the campaigns work with. */
export interface CampaignOptions {
  readonly store: Store
  readonly clock: Clock
  /** A whole number from 0 to below the limit, by chance. */
  readonly random: (limit: number) => number
  readonly isFlow: (flow: string) => boolean
  /** Notes who did what, within the same transaction. */
  readonly audit: (kept: Repositories, entry: AuditEntry) => Promise<void>
}

/** The campaigns of the association. */
export interface Campaigns {
  /** Newest first. */
  list(): Promise<readonly CampaignRecord[]>
  find(code: string): Promise<CampaignRecord | undefined>
  /**
   * Makes a campaign with a new code. `by` is the staff account, for the audit log.
   *
   * @throws DalilError `campaigns:name`, `campaigns:place`, `campaigns:dates`, `campaigns:flow`.
   */
  create(draft: CampaignDraft, by: string): Promise<CampaignRecord>
  /**
   * Changes a campaign; its code stays. Same errors as {@link Campaigns.create}, and
   * `campaigns:not_found` or `campaigns:changed` when somebody else changed it since `revision`.
   */
  change(code: string, draft: CampaignDraft, by: string, revision: number): Promise<void>
  /** The campaigns as turns look into them; at most {@link FRESH_MS} old. */
  book(texts: Texts): CampaignBook
  /** Reads the campaigns for {@link Campaigns.book}; needed once before it. */
  refresh(): Promise<void>
}

/** A campaign made on another machine is known after this time, in ms. */
export const FRESH_MS = 60_000

/** Longest name and place, in characters. */
export const MAX_NAME = 80

/** Creates the campaigns of a store. */
export function createCampaigns(options: CampaignOptions): Campaigns {
  const { store, clock } = options
  let known: readonly CampaignRecord[] = []
  let readAt = 0
  let book: { readonly texts: Texts; readonly book: CampaignBook } | undefined
  /** One after the other: of two who change a campaign at once, the second is told so. */
  const alone = <T>(work: (kept: Repositories) => Promise<T>) =>
    store.transaction(work, { alone: 'campaigns' })
  const refresh = async () => {
    readAt = clock.now()
    known = await store.campaigns.list()
    book = undefined
  }
  return {
    list: () => store.campaigns.list(),
    find: (code) => store.campaigns.find(code),
    async create(draft, by) {
      check(draft, options)
      const campaign = await alone(async (kept) => {
        const code = newCode(options, new Set((await kept.campaigns.list()).map((one) => one.code)))
        const made = { ...draft, code, createdAt: clock.now(), revision: 1 }
        await kept.campaigns.put(made)
        await options.audit(kept, { by, action: 'campaign-made', target: code })
        return made
      })
      await refresh()
      return campaign
    },
    async change(code, draft, by, revision) {
      check(draft, options)
      await alone(async (kept) => {
        const old = await kept.campaigns.find(code)
        if (old === undefined) {
          throw new DalilError('campaigns:not_found', `There is no campaign ${code}.`)
        }
        if (old.revision !== revision) {
          const message = `Campaign ${code} changed since it was shown; look at it again first.`
          throw new DalilError('campaigns:changed', message)
        }
        const { createdAt } = old
        await kept.campaigns.put({ ...draft, code, createdAt, revision: revision + 1 })
        await options.audit(kept, { by, action: 'campaign-changed', target: code })
      })
      await refresh()
    },
    book(texts) {
      // What fails here is tried again with the next message; the campaigns known so far hold.
      if (clock.now() - readAt > FRESH_MS) refresh().catch(() => undefined)
      if (book?.texts !== texts) book = { texts, book: createCampaignBook(known, texts) }
      return book.book
    },
    refresh,
  }
}

function newCode({ random }: CampaignOptions, taken: ReadonlySet<string>): string {
  for (;;) {
    const code = codeAt(random(CODE_COUNT))
    if (!taken.has(code) && !isUnfortunate(code)) return code
  }
}

function check({ name, place, from, until, flow }: CampaignDraft, options: CampaignOptions): void {
  if (name.trim() === '' || name.length > MAX_NAME) {
    throw new DalilError('campaigns:name', `A name has 1 to ${MAX_NAME} characters.`)
  }
  if (place !== undefined && place.length > MAX_NAME) {
    throw new DalilError('campaigns:place', `A place has at most ${MAX_NAME} characters.`)
  }
  if (!isDay(from) || (until !== undefined && (!isDay(until) || until < from))) {
    throw new DalilError(
      'campaigns:dates',
      'The days are YYYY-MM-DD, the last not before the first.',
    )
  }
  if (flow !== undefined && !options.isFlow(flow)) {
    throw new DalilError('campaigns:flow', `There is no flow "${flow}".`)
  }
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Reads what a form says of a campaign; what it leaves empty is left out. */
export function parseDraft(field: (name: string) => string): CampaignDraft {
  const text = (name: string) => field(name).normalize('NFC').replace(/\s+/gu, ' ').trim()
  const topic = oneOf<Topic>(TOPICS, text('topic'))
  const channel = oneOf<CampaignChannel>(CAMPAIGN_CHANNELS, text('channel')) ?? 'any'
  const locale = oneOf<Locale>(LOCALES, text('locale')) ?? 'fr'
  const optional = { place: text('place'), flow: text('flow'), until: text('until') }
  const given = Object.entries(optional).filter(([, value]) => value !== '')
  return {
    name: text('name'),
    locale,
    channel,
    from: text('from'),
    ...(topic === undefined ? {} : { topic }),
    ...Object.fromEntries(given),
  }
}

function oneOf<T extends string>(values: readonly T[], text: string): T | undefined {
  return values.find((value) => value === text)
}
