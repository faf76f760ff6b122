import { examineTelegram } from '../../channels/telegram/index.ts'
import type { Config } from '../../config.ts'
import { messageOf } from '../../errors.ts'
import { type Diagnosis, moment } from './diagnosis.ts'
import type { Traffic } from './traffic.ts'

/** What the doctor looks at. */
export type ExaminedConfig = Pick<
  Config,
  | 'association'
  | 'port'
  | 'publicUrl'
  | 'web'
  | 'telegramBotToken'
  | 'telegramApiRoot'
  | 'telegramWebhookSecret'
>

/** How long Dalil's own server is given to answer, in ms. */
const ANSWER_WITHIN_MS = 3000

/** The chat page: whether Dalil's own server answers. */
export async function examineWebChat(config: ExaminedConfig, traffic: Traffic): Promise<Diagnosis> {
  const url = `http://localhost:${config.port}`
  const facts = [...traffic.factsOf('web-chat'), ...reachOf(config)]
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const { status } = await fetch(`${url}/healthz`, { signal })
    if (status === 200) {
      const todo = unnamed(config)
      return {
        ...{ channel: 'web-chat', state: 'ok', facts: [`${url} answers`, ...facts] },
        ...(todo === undefined ? {} : { todo }),
      }
    }
    const fact = `${url} answers ${status}, not 200`
    const todo = `Wait until Dalil has started; if it stays so, another program may use port ${config.port}.`
    return { channel: 'web-chat', state: 'failing', facts: [fact, ...facts], todo }
  } catch (error) {
    const fact = `${url} does not answer (${messageOf(error)})`
    const todo = 'Start it with npm start.'
    return { channel: 'web-chat', state: 'failing', facts: [fact, ...facts], todo }
  }
}

/** What the data-protection notice leaves open, which the law wants said. */
function unnamed({ association: { name, contact } }: ExaminedConfig): string | undefined {
  if (name !== undefined && contact !== undefined) return undefined
  return 'Set ASSOCIATION_NAME and ASSOCIATION_CONTACT: /notice has to say who answers for the data.'
}

/** Who may frame the chat, and whether a flood on it can be stopped. */
function reachOf({ publicUrl, web }: ExaminedConfig): readonly string[] {
  const { widgetOrigins, proxies } = web
  const isBlind = publicUrl.startsWith('https:') && proxies === 0
  return [
    ...(widgetOrigins.length === 0 ? [] : [`the widget opens on ${widgetOrigins.join(', ')}`]),
    ...(isBlind ? ['behind a proxy nobody can be told apart: set TRUST_PROXY=1'] : []),
  ]
}

/** Telegram: whether the token is known, and how messages come. */
export async function examineTelegramChannel(
  config: ExaminedConfig,
  traffic: Traffic,
): Promise<Diagnosis> {
  const {
    telegramBotToken: token,
    telegramApiRoot: apiRoot,
    telegramWebhookSecret: secret,
  } = config
  const webhookUrl = secret === undefined ? undefined : `${config.publicUrl}/webhooks/telegram`
  if (token === undefined) {
    const todo = 'To switch it on, set TELEGRAM_BOT_TOKEN to the token that @BotFather gives.'
    return { channel: 'telegram', state: 'off', facts: ['not configured'], todo }
  }
  const found = await examineTelegram({ token, apiRoot, webhookUrl })
  const { username, webhookHost, pending, lastError, failing } = found
  const how = webhookHost === '' ? 'by asking' : `by webhook to ${webhookHost}`
  const facts = [
    ...(failing === undefined ? [] : [failing.reason]),
    ...(username === undefined ? [] : [`@${username} is reachable, messages come ${how}`]),
    ...(pending === undefined || pending === 0 ? [] : [`${pending} message(s) wait at Telegram`]),
    ...(lastError === undefined
      ? []
      : [`last error of the webhook: ${lastError.reason}, ${moment(lastError.at)}`]),
    ...traffic.factsOf('telegram'),
  ]
  if (failing === undefined) return { channel: 'telegram', state: 'ok', facts }
  return { channel: 'telegram', state: 'failing', facts, todo: failing.hint }
}
