import { GrammyError, HttpError } from 'grammy'
import { isDalilError } from '../../errors.ts'
import type { ChannelState, SendResult } from '../../ports/index.ts'

/** What is wrong with a channel and what somebody can do about it. */
export type Failing = Extract<ChannelState, { readonly type: 'failing' }>

/** What the platform's answer means for this message (core.telegram.org/bots/api#making-requests). */
export function toSendResult(error: unknown): SendResult {
  const reason = reasonOf(error)
  if (!(error instanceof GrammyError)) return { type: 'retry', reason }
  switch (error.error_code) {
    case 403:
      return { type: 'gone', reason }
    case 429:
      return { type: 'retry', reason, retryAfterMs: retryAfterOf(error) ?? 1000 }
    case 400:
      return /chat not found|user not found/iu.test(error.description)
        ? { type: 'gone', reason }
        : { type: 'failed', reason }
    case 413:
      return { type: 'failed', reason }
    default:
      return { type: 'retry', reason }
  }
}

/** The state that an error of a call that takes messages in puts the channel into. */
export function toFailing(error: unknown): Failing {
  const reason = reasonOf(error)
  if (isTokenRefused(error)) {
    const hint = 'Copy the token again from @BotFather into TELEGRAM_BOT_TOKEN and start again.'
    return { type: 'failing', reason: 'Telegram does not know this token', hint }
  }
  if (isWebhookConflict(error)) {
    const hint =
      'A webhook was set on this bot by another program: stop that program and start this one again.'
    return { type: 'failing', reason, hint }
  }
  return { type: 'failing', reason, hint: 'It is tried again by itself; check the network.' }
}

/** Whether Telegram refuses the token: wrong, or revoked while we run. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)
}

/** Whether another program asks for the messages of the same bot. */
export function isPollingConflict(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 409 && !isWebhookConflict(error)
}

function isWebhookConflict(error: unknown): boolean {
  const conflict = error instanceof GrammyError && error.error_code === 409
  return conflict && /webhook/iu.test(error.description)
}

/** Whether a message was to be changed into what it is already. */
export function isUnchanged(error: unknown): boolean {
  const isRefused = error instanceof GrammyError && error.error_code === 400
  return isRefused && /not modified/iu.test(error.description)
}

/** Whether a message cannot be changed any more: deleted, or too old. */
export function isNotEditable(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400
}

/** How long the platform asks us to wait, in ms; `undefined` where it does not. */
export function retryAfterOf(error: unknown): number | undefined {
  if (!(error instanceof GrammyError)) return undefined
  const seconds = error.parameters.retry_after
  return seconds === undefined ? undefined : seconds * 1000
}

/**
 * Why a call failed, fit for a log: without the address of the call, which holds the token, and
 * without the end of a description, which may quote the message.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof GrammyError) {
    const said = error.description?.split(':').slice(0, 2).join(':').slice(0, 80) ?? ''
    return `Telegram answered ${error.error_code ?? 'something unknown'}: ${said}`
  }
  if (error instanceof HttpError) return 'Telegram could not be reached'
  if (isDalilError(error)) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
