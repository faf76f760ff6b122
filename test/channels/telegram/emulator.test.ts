import { createServer } from 'node:net'
import emulator from 'telegram-test-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { silentLogger } from '../../../src/ports/index.ts'
import { GRACE_MS } from '../../../src/review/index.ts'
import { LAST_OUT_SETTING, parseLastOut } from '../../../src/start/last-out.ts'
import { openChannels } from '../../../src/start/open-channels.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { until } from '../support/until.ts'

// An emulator of the Bot API that is not of this project drives a whole Dalil. It has no long
// polling and ignores offsets; those are tested against the stand-in of our own.

/** Its types say `default`; at run time the class is the module itself. */
const TelegramServer = emulator as unknown as typeof emulator.default

const TOKEN = `777:${'E'.repeat(35)}`
const PASSWORD = 'a long enough password'

/** A message of the bot, as far as it is looked at here. */
interface Shown {
  readonly text: string
  readonly reply_markup?: {
    readonly inline_keyboard: readonly { text: string; callback_data: string }[][]
  }
}

describe('a whole Dalil on Telegram', () => {
  let telegram: InstanceType<typeof TelegramServer>
  let client: ReturnType<typeof telegram.getClient>
  let dalil: TestServer
  let read = 0
  let ahead = 0

  beforeAll(async () => {
    telegram = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
    await telegram.start()
    client = telegram.getClient(TOKEN, { userId: 31, chatId: 31 })
    const config = readConfig({
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: telegram.config.apiURL,
    })
    dalil = await startServer({
      config,
      channels: openChannels(config, silentLogger),
      clock: { now: () => Date.now() + ahead },
    })
  })

  afterAll(async () => {
    await dalil?.stop()
    await telegram?.stop()
  })

  /** What the bot wrote since it was last looked at, once `words` are in it. */
  async function replies(words: string): Promise<readonly Shown[]> {
    const unread = () =>
      telegram.storage.botMessages.slice(read).map(({ message }) => message as unknown as Shown)
    await until(() => unread().some(({ text }) => text.includes(words)), words)
    const found = unread()
    read += found.length
    return found
  }

  const buttonsOf = (shown: readonly Shown[]) =>
    shown.flatMap((one) => (one.reply_markup?.inline_keyboard ?? []).flat())

  const say = (words: string) => client.sendMessage(client.makeMessage(words))

  it('greets who comes by a link: the language first, then the subjects as buttons', async () => {
    await client.sendCommand(client.makeCommand('/start poster_rabat'))
    const [french] = buttonsOf(await replies('Dalil'))
    await client.sendCallback(client.makeCallbackQuery(french?.callback_data ?? ''))
    const shown = await replies('Sur quoi puis-je vous aider')

    expect(french?.text).toBe('Français')
    const data = buttonsOf(shown).map((button) => button.callback_data)
    expect(data).toEqual(expect.arrayContaining(['t:work', 't:mothers', 't:cancer', 'l']))
  })

  it('shows the subject whose button was tapped', async () => {
    await client.sendCallback(client.makeCallbackQuery('t:mothers'))
    const [shown] = await replies('<b>')

    expect(shown?.text).toContain('choisissez un thème')
  })

  it('answers a text', async () => {
    await say('menu')
    const shown = await replies('Sur quoi puis-je vous aider')

    expect(buttonsOf(shown).length).toBeGreaterThan(3)
  })

  it('puts the subject that is chosen from a menu in the place of the menu', async () => {
    await say('menu')
    await replies('Sur quoi puis-je vous aider')
    const menu = telegram.storage.botMessages.at(-1)
    const message = { message_id: menu?.messageId ?? 0 }
    await client.sendCallback(client.makeCallbackQuery('t:mothers', { message }))
    const now = () =>
      telegram.storage.botMessages.find(({ messageId }) => messageId === menu?.messageId)?.message
    await until(() => now()?.text.includes('choisissez un thème') === true, 'the subject')

    expect(telegram.storage.botMessages).toHaveLength(read)
  })

  it('brings an answer of the staff to the chat in which the question was asked', async () => {
    await say('qwzrtklm vkpxjbrt')
    const offered = buttonsOf(await replies('transmette'))
    expect(offered.map((button) => button.callback_data)).toContain('p:yes')
    await client.sendCallback(client.makeCallbackQuery('p:yes'))
    await replies('transmis')

    await answerAsStaff('Venez lundi à 9 h, on vous attend.')
    ahead += GRACE_MS

    const shown = await replies('Venez lundi')
    expect(shown.at(-1)?.text).toBe("Réponse de l'équipe :\n\nVenez lundi à 9 h, on vous attend.")
  })

  it('goes on after a restart, and says nothing twice', async () => {
    const before = telegram.storage.botMessages.length
    await dalil.restart()
    await say('merci')
    await until(() => telegram.storage.botMessages.length > before)
    await dalil.running.dalil.idle()

    expect(telegram.storage.botMessages.length).toBe(before + 1)
    const kept = await dalil.running.store.settings.find(LAST_OUT_SETTING)
    expect(parseLastOut(kept).telegram).toBeGreaterThan(0)
  })

  /** Signs in by the one-time link and answers the newest question, as a browser would. */
  async function answerAsStaff(text: string): Promise<void> {
    const token = new URL(dalil.running.signInLink ?? '').searchParams.get('token') ?? ''
    const joined = await post('/staff/join', { token, name: 'amina', password: PASSWORD })
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? ''
    const open = async (path: string) =>
      (await fetch(`${dalil.url}${path}`, { headers: { cookie } })).text()
    const list = await open('/staff')
    const group = list.match(/href="(\/staff\/groups\/[^"]+)"/u)?.[1] ?? ''
    const page = await open(group)
    const field = (name: string) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1]
    const form = { csrf: field('csrf'), q: field('q'), 'text-fr': text }
    const answered = await post(`${group}/answer`, form, cookie)
    expect(answered.status).toBe(303)
  }

  function post(path: string, form: Record<string, string | undefined>, cookie = '') {
    const body = new URLSearchParams(
      Object.entries(form).map(([name, value]) => [name, value ?? '']),
    )
    const headers = { cookie, origin: dalil.url }
    return fetch(`${dalil.url}${path}`, { method: 'POST', body, headers, redirect: 'manual' })
  }
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0
      server.close(() => resolve(port))
    })
  })
}
