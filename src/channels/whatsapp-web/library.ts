import { once } from 'node:events'
import whatsapp from 'whatsapp-web.js'
import { z } from 'zod'
import { messageOf } from '../../errors.ts'
import type { Timers } from '../../ports/index.ts'
import type { ClientEvent, CreateClient, Ending, Part, WireMessage } from './client.ts'
import { prepareSession } from './session.ts'
import { parseCall, parseWire } from './wire.ts'

declare module 'whatsapp-web.js' {
  // Steps of `initialize` that its types leave out.
  interface Client {
    inject(): Promise<void>
    initWebVersionCache(): Promise<void>
  }
}

/** What the library works with. */
export interface LibraryOptions {
  /** The folder that holds the session. */
  readonly folder: string
  /** The Chromium to start. */
  readonly browser: string
  /** Flags besides {@link FLAGS}. */
  readonly flags: readonly string[]
  readonly timers: Timers
}

/** A browser for one page: it talks to nobody but WhatsApp, and draws nothing. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Chromium has no sandbox for root, and says so by not starting. */
function rootFlags(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** How long the library may wait for the page; the watchdog of a connection is what ends it. */
const PAGE_TIMEOUT_MS = 30 * 60_000

/** How long a browser is given to close by itself, in ms. */
const CLOSE_MS = 10_000

/** Chats with people in which something was said lately; in the words of the page. */
const CHATS_SINCE = `(since) => window.require('WAWebCollections').Chat.getModelsArray()
  .filter(({ id, t }) => (id.server === 'c.us' || id.server === 'lid') && t >= since)
  .map(({ id }) => id._serialized)`

/** Makes clients over whatsapp-web.js, as it is published, in a Chromium of this machine. */
export function createLibrary(options: LibraryOptions): CreateClient {
  return (listener) => {
    const session = new whatsapp.LocalAuth({ dataPath: options.folder })
    const client = new whatsapp.Client({
      authStrategy: session,
      authTimeoutMs: PAGE_TIMEOUT_MS,
      puppeteer: {
        executablePath: options.browser,
        headless: true,
        // By a pipe, the browser ends with this process, however that ends, and frees its profile.
        pipe: true,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        args: [...FLAGS, ...rootFlags(), ...options.flags],
      },
    })
    let closed = false

    // The page as it is today. The cache would be written next to where Dalil was started, and
    // reading the page for it rejects, with nobody to hear it, when the browser ends meanwhile.
    client.initWebVersionCache = async () => {}
    // The library would delete the folder under the running browser; that is done once it is closed.
    session.logout = () => new Promise(() => {})
    session.afterBrowserInitialized = async () => {
      if (closed) await end()
      client.pupBrowser?.on('disconnected', () => listener({ type: 'ended', reason: 'browser' }))
      client.pupPage?.on('pageerror', (error) => {
        listener({ type: 'fault', text: messageOf(error) })
      })
    }
    forward(client, listener)

    return {
      async open() {
        await prepareSession(options.folder)
        await client.initialize()
        guard(client, listener)
      },
      async close() {
        closed = true
        await end()
      },
      account: () => client.info?.wid.user,
      state: async () => (await client.getState()) ?? undefined,
      async send(chat, part) {
        const { content, settings } = toContent(part)
        const sent = await client.sendMessage(chat, content, {
          ...settings,
          linkPreview: false,
          parseVCards: false,
          // What is not yet kept must stay unread, so that it is found again after a crash.
          sendSeen: false,
          waitUntilMsgSent: true,
        })
        return sent?.id.id
      },
      async typing(chat) {
        await (await client.getChatById(chat))?.sendStateTyping()
      },
      async sound(reference) {
        const media = await (await client.getMessageById(reference))?.downloadMedia()
        return media?.data === undefined ? undefined : Buffer.from(media.data, 'base64')
      },
      async seen(chat) {
        await client.sendSeen(chat)
      },
      async chatsSince(time) {
        const found = await client.pupPage?.evaluate(`(${CHATS_SINCE})(${Math.floor(time / 1000)})`)
        return z.array(z.string()).parse(found)
      },
      async history(chat, wanted) {
        const found = await (await client.getChatById(chat))?.fetchMessages(wanted)
        return (found ?? []).flatMap((one) => parseWire(one) ?? [])
      },
    }

    async function end(): Promise<void> {
      let over = () => {}
      const tooLong = new Promise<void>((resolve) => {
        over = options.timers.after(CLOSE_MS, resolve)
      })
      await Promise.race([client.destroy().catch(() => undefined), tooLong])
      over()
      // The next browser can only have the profile once this one is really gone.
      const left = client.pupBrowser?.process()
      if (left == null || left.exitCode !== null || left.signalCode !== null) return
      left.kill('SIGKILL')
      await once(left, 'exit')
    }
  }
}

/**
 * Makes the library say what it would otherwise let go unhandled: a page that was loaded anew, by
 * itself or by WhatsApp, and into which it could not find its way again, is deaf from then on.
 */
function guard(client: whatsapp.Client, listener: (event: ClientEvent) => void): void {
  const inject = client.inject.bind(client)
  client.inject = async () => {
    try {
      await inject()
    } catch (error) {
      listener({ type: 'fault', text: messageOf(error) })
      listener({ type: 'ended', reason: 'browser' })
    }
  }
}

function forward(client: whatsapp.Client, listener: (event: ClientEvent) => void): void {
  const withMessage = (type: 'message' | 'edited' | 'deleted' | 'unreadable', value: unknown) => {
    const message: WireMessage | undefined = parseWire(value)
    if (message !== undefined) listener({ type, message })
    else listener({ type: 'fault', text: `a message of an unknown shape (${type})` })
  }
  client.on('qr', (code) => listener({ type: 'code', code }))
  client.on('authenticated', () => listener({ type: 'progress' }))
  client.on('loading_screen', () => listener({ type: 'progress' }))
  client.on('ready', () => listener({ type: 'ready' }))
  client.on('change_state', (state) => listener({ type: 'state', state }))
  client.on('auth_failure', () => listener({ type: 'ended', reason: 'denied' }))
  client.on('disconnected', (reason) => listener({ type: 'ended', reason: endingOf(reason) }))
  client.on('message', (message) => withMessage('message', message))
  client.on('message_edit', (message) => withMessage('edited', message))
  client.on('message_revoke_everyone', (message) => withMessage('deleted', message))
  client.on('call', (call) => {
    const ring = parseCall(call)
    if (ring !== undefined) listener({ type: 'call', ...ring })
  })
  client.on('message_ciphertext_failed', (message) => withMessage('unreadable', message))
}

/** Which of its reasons (`WAState`) the library gives for the end of a connection. */
function endingOf(reason: string): Ending {
  switch (reason) {
    case 'LOGOUT':
    case 'UNPAIRED':
    case 'UNPAIRED_IDLE':
      return 'unlinked'
    case 'CONFLICT':
      return 'conflict'
    case 'TOS_BLOCK':
    case 'SMB_TOS_BLOCK':
    case 'PROXYBLOCK':
      return 'blocked'
    case 'DEPRECATED_VERSION':
      return 'version'
    default:
      return 'network'
  }
}

function toContent(part: Part): {
  readonly content: string | whatsapp.Location | whatsapp.MessageMedia
  readonly settings: whatsapp.MessageSendOptions
} {
  switch (part.type) {
    case 'text':
      return { content: part.text, settings: {} }
    case 'place':
      return { content: new whatsapp.Location(part.latitude, part.longitude), settings: {} }
    case 'media': {
      const data = Buffer.from(part.bytes).toString('base64')
      const content = new whatsapp.MessageMedia(part.mimeType, data, part.fileName)
      const settings = {
        ...(part.caption === '' ? {} : { caption: part.caption }),
        sendAudioAsVoice: part.as === 'voice',
        sendMediaAsDocument: part.as === 'document',
      }
      return { content, settings }
    }
  }
}
