import { Api } from 'grammy'
import { type Failing, reasonOf, toFailing } from './errors.ts'

/** What Telegram says about a bot. */
export interface TelegramExamination {
  /** Without the `@`; `undefined` where Telegram was not reached or does not know the token. */
  readonly username?: string
  /** Host of the webhook that is set; empty where updates are asked for. Its path may be secret. */
  readonly webhookHost?: string
  /** Updates that wait at Telegram. */
  readonly pending?: number
  /** Why Telegram could not bring an update the last time, and when, ms since 1970. */
  readonly lastError?: { readonly at: number; readonly reason: string }
  readonly failing?: Failing
}

/** What a bot is examined with. */
export interface ExamineOptions {
  readonly token: string
  readonly apiRoot?: string | undefined
  /** Where the webhook is to lead; left out where updates are asked for. */
  readonly webhookUrl?: string | undefined
}

/** A doctor does not wait as long as a channel does, in seconds. */
const CALL_TIMEOUT_S = 10

/** Asks Telegram about a bot without taking any of its updates. Never rejects. */
export async function examineTelegram(options: ExamineOptions): Promise<TelegramExamination> {
  const root = options.apiRoot?.replace(/\/+$/u, '')
  const api = new Api(options.token, {
    timeoutSeconds: CALL_TIMEOUT_S,
    ...(root === undefined ? {} : { apiRoot: root }),
  })
  try {
    const { username } = await api.getMe()
    const info = await api.getWebhookInfo()
    const found = {
      username,
      webhookHost: hostOf(info.url),
      pending: info.pending_update_count,
      ...lastErrorOf(info.last_error_date, info.last_error_message),
    }
    const failing = judge(info.url ?? '', options.webhookUrl)
    return failing === undefined ? found : { ...found, failing }
  } catch (error) {
    const failing = toFailing(error)
    const hint = 'Check the network of this machine, and whether Telegram is blocked here.'
    return { failing: reasonOf(error) === failing.reason ? { ...failing, hint } : failing }
  }
}

function judge(set: string, wanted: string | undefined): Failing | undefined {
  if (set === (wanted ?? '')) return undefined
  if (wanted === undefined) {
    return {
      type: 'failing',
      reason: `a webhook to ${hostOf(set)} is set, so that nobody can ask for messages`,
      hint: 'Start Dalil, which removes it; stop the program it belongs to.',
    }
  }
  const other = set === '' ? 'nowhere' : `to another address at ${hostOf(set)}`
  return {
    type: 'failing',
    reason: `the webhook leads ${other}, not to ${hostOf(wanted)}`,
    hint: 'Start Dalil with the PUBLIC_URL at which it can be reached; it sets the webhook.',
  }
}

function lastErrorOf(date: number | undefined, message: string | undefined) {
  if (date === undefined) return {}
  return { lastError: { at: date * 1000, reason: (message ?? '').slice(0, 120) } }
}

function hostOf(url: string | undefined): string {
  if (url === undefined || url === '') return ''
  return URL.canParse(url) ? new URL(url).host : 'an unreadable address'
}
