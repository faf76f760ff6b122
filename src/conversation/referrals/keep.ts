import type { ChannelName, OutboundMessage, PersonId } from '../../core/index.ts'
import type { Repositories } from '../../ports/index.ts'
import {
  codeFrom,
  hiddenCode,
  openReferral,
  type Referral,
  sealReferral,
} from '../../referrals/index.ts'
import type { DalilOptions } from '../options.ts'
import type { TurnResult } from '../result.ts'
import { noticeTo } from './notice.ts'
import { pictureOf, pictureOnPage } from './picture.ts'

/** A code that is taken is looked for again so often. */
const MAX_ATTEMPTS = 20

type Keeping = Pick<
  DalilOptions,
  'sealer' | 'pseudonym' | 'services' | 'slips' | 'defaultLocale' | 'logger'
>

/** The slips that a person was given; what cannot be read any more is left out. */
export async function referralsOf(
  { sealer }: Pick<DalilOptions, 'sealer'>,
  kept: Repositories,
  person: PersonId,
): Promise<readonly Referral[]> {
  const records = await kept.referrals.listOf(person)
  return records.flatMap((record) => openReferral(sealer, record) ?? [])
}

/** Runs a turn with a code for the slip that it may make, until that code is nobody else's. */
export async function withFreshCode(
  options: Pick<DalilOptions, 'pseudonym' | 'newId'>,
  kept: Repositories,
  run: (slip: Pick<Referral, 'id' | 'code'>) => TurnResult,
): Promise<TurnResult> {
  let madeId: string | undefined
  const newId = () => {
    madeId ??= options.newId()
    return madeId
  }
  for (let attempt = 1; ; attempt += 1) {
    const slip = new FreshSlip(options.pseudonym, newId, attempt)
    const reply = run(slip)
    const { referral } = reply
    if (referral === undefined || referral.id !== madeId || attempt === MAX_ATTEMPTS) return reply
    const taken = await kept.referrals.findByCode(hiddenCode(options.pseudonym, slip.code))
    if (taken === undefined) return reply
  }
}

/** Most turns make no slip: its id and its code are made when somebody asks for them. */
class FreshSlip implements Pick<Referral, 'id' | 'code'> {
  readonly #newId: () => string
  readonly #pseudonym: Keeping['pseudonym']
  readonly #attempt: number
  #code: string | undefined

  constructor(pseudonym: Keeping['pseudonym'], newId: () => string, attempt: number) {
    this.#newId = newId
    this.#pseudonym = pseudonym
    this.#attempt = attempt
  }

  get id() {
    return this.#newId()
  }

  get code() {
    this.#code ??= codeFrom(this.#pseudonym, this.id, this.#attempt)
    return this.#code
  }
}

/** Keeps what a turn made of a slip, and tells the partner; resolves with the slip as a picture. */
export async function keepReferral(
  options: Keeping,
  kept: Repositories,
  reply: TurnResult,
  of: { readonly person: PersonId; readonly channel: ChannelName; readonly now: number },
): Promise<readonly OutboundMessage[]> {
  const { referral } = reply
  if (referral === undefined) return []
  const hiding = { sealer: options.sealer, hide: options.pseudonym }
  await kept.referrals.put(sealReferral(hiding, referral, of))
  if (reply.tell === true) {
    const notice = noticeTo(options, referral, of.now)
    if (notice !== undefined) await kept.outbox.add(notice)
  }
  if (reply.pictured !== true) return []
  return of.channel === 'web-chat'
    ? pictureOnPage(options, referral, of.now)
    : pictureOf(options, referral)
}
