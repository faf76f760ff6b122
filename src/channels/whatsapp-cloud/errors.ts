import { isDalilError } from '../../errors.ts'
import type { ChannelState, LateFailure, SendResult } from '../../ports/index.ts'
import { GraphFault } from './graph.ts'
import type { TryAgain } from './second-try.ts'

/** What is wrong with a channel and what somebody can do about it. */
export type Failing = Extract<ChannelState, { readonly type: 'failing' }>

/** What an error of the platform means for a message, and for the channel where it concerns all. */
interface Meaning {
  readonly result: 'retry' | 'away' | 'gone' | 'failed'
  readonly reason: string
  readonly retryAfterMs?: number
  /** What to do where nothing gets through at all. */
  readonly hint?: string
}

const TOKEN: Meaning = {
  result: 'retry',
  reason: 'WhatsApp does not accept the token: it has expired or was revoked',
  hint: 'Make a permanent token of a system user in the Business settings, put it into WHATSAPP_CLOUD_TOKEN and start again.',
}
const PERMISSION: Meaning = {
  result: 'retry',
  reason: 'the token may not write from this number',
  hint: 'Give its system user the number and the permission whatsapp_business_messaging; check WHATSAPP_CLOUD_PHONE_ID.',
}
const BUSY: Meaning = {
  result: 'retry',
  reason: 'WhatsApp asks us to slow down',
  retryAfterMs: 60_000,
}
const DOWN: Meaning = { result: 'retry', reason: 'WhatsApp has a fault of its own' }

/** By the codes of the platform (its page "Error codes" of the Cloud API). */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  0: TOKEN,
  190: TOKEN,
  3: PERMISSION,
  10: PERMISSION,
  1: DOWN,
  2: DOWN,
  131000: DOWN,
  131016: DOWN,
  131057: DOWN,
  133004: DOWN,
  4: BUSY,
  80007: BUSY,
  130429: { ...BUSY, retryAfterMs: 5000 },
  131056: {
    result: 'retry',
    reason: 'too many messages to one person at once',
    retryAfterMs: 6000,
  },
  131048: {
    result: 'retry',
    reason: 'WhatsApp limits this number because people reported or blocked it',
    retryAfterMs: 3_600_000,
    hint: 'Look at the quality of the number in the WhatsApp Manager.',
  },
  131047: { result: 'away', reason: 'the person last wrote more than 24 hours ago' },
  131026: { result: 'gone', reason: 'nobody can be reached under this number' },
  132000: { result: 'failed', reason: 'the template does not have as many values as it is given' },
  132001: { result: 'failed', reason: 'there is no such template in this language' },
  132007: { result: 'failed', reason: 'a value of the template is refused by a rule of WhatsApp' },
  132012: { result: 'failed', reason: 'a value of the template has another form than expected' },
  132015: { result: 'failed', reason: 'WhatsApp has paused this template: people reported it' },
  132016: { result: 'failed', reason: 'WhatsApp has switched this template off' },
  131050: { result: 'gone', reason: 'the person wants no more of such messages' },
  131030: {
    result: 'failed',
    reason: 'ours is a test number, and this person is not on its list of recipients',
  },
  368: {
    result: 'retry',
    reason: 'WhatsApp has restricted this account',
    hint: 'Read why in the Business Support Home, and appeal there.',
  },
  131031: {
    result: 'retry',
    reason: 'WhatsApp has locked this account',
    hint: 'Read why in the Business Support Home, and appeal there.',
  },
  131042: {
    result: 'retry',
    reason: 'WhatsApp asks for a means of payment',
    hint: 'Check the payment settings of the account in the WhatsApp Manager.',
  },
  133010: {
    result: 'retry',
    reason: 'this number is not registered with the Cloud API',
    hint: 'Register the number as its documentation says, and check WHATSAPP_CLOUD_PHONE_ID.',
  },
}

/** What the platform's answer means for this message. */
export function toSendResult(error: unknown): SendResult {
  const reason = reasonOf(error)
  if (!(error instanceof GraphFault)) {
    return isDalilError(error) ? { type: 'failed', reason } : { type: 'retry', reason }
  }
  const { result, retryAfterMs } = meaningOf(error)
  if (result === 'away') return { type: 'away' }
  if (result !== 'retry') return { type: result, reason }
  return retryAfterMs === undefined
    ? { type: 'retry', reason }
    : { type: 'retry', reason, retryAfterMs }
}

/** The state that an error puts the whole channel into; `undefined` where it is about one message. */
export function toFailing(error: unknown): Failing | undefined {
  if (!(error instanceof GraphFault)) return undefined
  const { hint } = meaningOf(error)
  return hint === undefined ? undefined : { type: 'failing', reason: reasonOf(error), hint }
}

/** Why a call failed, fit for a log. */
export function reasonOf(error: unknown): string {
  if (error instanceof GraphFault) return `${meaningOf(error).reason} (${error.platformCode})`
  if (isDalilError(error)) return error.code
  return 'WhatsApp could not be reached'
}

/** What a code means that comes with a delivery that failed later. */
export function reasonOfCode(code: number): string {
  return reasonOf(new GraphFault(400, code))
}

/** The same for the staff, who read it in their language. */
export function lateReasonOf(code: number): LateFailure['reason'] {
  if (code === 131026) return 'unreachable'
  if (code === 131050) return 'unwanted'
  const { result } = meaningOf(new GraphFault(400, code))
  if (result === 'away') return 'window'
  return result === 'retry' ? 'busy' : 'refused'
}

/** One more try that a late failure may have, each minute being soon enough where none is said. */
const SECOND_TRY_MS = 60_000

/**
 * When a message is to be tried again whose delivery failed later; `undefined` where that would not
 * help, or somebody has to do something first.
 */
export function secondTryOf(code: number): TryAgain | undefined {
  const { result, retryAfterMs = SECOND_TRY_MS, hint } = meaningOf(new GraphFault(400, code))
  if (result === 'away') return 'when-back'
  return result === 'retry' && hint === undefined ? retryAfterMs : undefined
}

function meaningOf({ status, platformCode: code }: GraphFault): Meaning {
  if (code >= 200 && code <= 299) return PERMISSION
  const isSilent = code === 0 && status !== 401
  const known = isSilent ? undefined : MEANINGS[code]
  if (known !== undefined) return known
  if (status === 429) return BUSY
  if (status >= 500) return DOWN
  return { result: 'failed', reason: 'WhatsApp refuses this message' }
}
