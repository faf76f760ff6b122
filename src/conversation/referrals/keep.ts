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

/** Runs a turn with the code of the slip that it may make, until that code is nobody else's. */
export async function withFreshCode(
  { pseudonym }: Pick<DalilOptions, 'pseudonym'>,
  kept: Repositories,
  slip: FreshSlip,
  run: () => TurnResult,
): Promise<TurnResult> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = run()
    const { referral } = reply
    if (referral === undefined || !slip.isCalled(referral.id) || attempt === MAX_ATTEMPTS) {
      return reply
    }
    const taken = await kept.referrals.findByCode(hiddenCode(pseudonym, slip.code))
    if (taken === undefined) return reply
    slip.takeAnother()
  }
}

/** Most turns make no slip: its id and its code are made when somebody asks for them. */
export class FreshSlip implements Pick<Referral, 'id' | 'code'> {
  readonly #options: Pick<DalilOptions, 'pseudonym' | 'newId'>
  #attempt = 1
  #id: string | undefined
  #code: string | undefined

  constructor(options: Pick<DalilOptions, 'pseudonym' | 'newId'>) {
    this.#options = options
  }

  get id() {
    this.#id ??= this.#options.newId()
    return this.#id
  }

  get code() {
    this.#code ??= codeFrom(this.#options.pseudonym, this.id, this.#attempt)
    return this.#code
  }

  isCalled(id: string): boolean {
    return this.#id === id
  }

  /** Its code is somebody else's: the next one is another, under the same id. */
  takeAnother(): void {
    this.#attempt += 1
    this.#code = undefined
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
