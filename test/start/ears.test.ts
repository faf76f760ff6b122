import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type InboundMessage, toAddress } from '../../src/core/index.ts'
import { DalilError } from '../../src/errors.ts'
import { type Channel, type Logger, silentLogger } from '../../src/ports/index.ts'
import { openTranscriber } from '../../src/speech/index.ts'
import { createEars, type EarsOptions } from '../../src/start/ears.ts'
import { createConversation } from '../support/conversation.ts'
import { writeSpeechModel } from '../support/models/speech-model.ts'
import { oggOpus } from '../support/ogg.ts'

const root = mkdtempSync(join(tmpdir(), 'dalil-ears-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A channel of which only what people send can be fetched. */
const channelWith = (fetchMedia?: Channel['fetchMedia']) =>
  ({ ...(fetchMedia === undefined ? {} : { fetchMedia }) }) as Channel

function open(options: Partial<EarsOptions> = {}) {
  const logged: string[] = []
  const logger: Logger = {
    ...silentLogger,
    error: (_, why) => void logged.push(String(why?.reason)),
  }
  const waiting: (() => void)[] = []
  const channel = channelWith(async () => new Uint8Array([1]))
  const ears = createEars({
    config: { speechModel: 'somebody/whisper', dataDir: root },
    open: async () => ({ transcribe: async () => 'bonjour', close: async () => {} }),
    channel: () => channel,
    timers: {
      after(_, work) {
        waiting.push(work)
        return () => {}
      },
    },
    logger,
    ...options,
  })
  const losePatience = () => {
    for (const work of waiting) work()
  }
  return { ears, logged, losePatience }
}

const voice = (content: object = { reference: 'note', seconds: 3 }): InboundMessage => ({
  deliveryId: '1',
  address: toAddress({ channel: 'telegram', account: 'bot', peer: '1' }),
  channel: 'telegram',
  sentAt: 0,
  content: { type: 'voice', ...content },
})

describe('ears', () => {
  it('listen on this machine: from the sound of a platform to the answer', async () => {
    const words = ['شحال', 'الضريبة', 'ديال', 'المقاول', 'الذاتي']
    const dir = writeSpeechModel(join(root, 'tiny'), { words, language: 'ar' })
    const { ears } = open({
      config: { speechModel: dir, dataDir: root },
      open: openTranscriber,
      channel: () => channelWith(async () => oggOpus(2)),
    })
    const chat = createConversation({ locale: 'fr', ...ears })

    const reply = await chat.send({ type: 'voice', reference: 'note', seconds: 2 })
    await ears.close()

    expect(reply.text).toContain(`فهمت: «${words.join(' ')}»`)
    expect(reply.messages.length).toBeGreaterThan(1)
  })

  it('are not there where no model is named', () => {
    expect(open({ config: { dataDir: root } }).ears.hear).toBeUndefined()
  })

  it('leave a voice message alone that its channel cannot fetch', async () => {
    const { ears } = open({ channel: () => channelWith() })

    expect(await ears.hear?.(voice())).toBeUndefined()
    expect(await open().ears.hear?.(voice({}))).toBeUndefined()
  })

  it('ask for what is longer than they listen to in writing', async () => {
    expect(await open().ears.hear?.(voice({ reference: 'note', seconds: 400 }))).toBe('')
  })

  it('ask in writing for what the platform does not give, or what takes too long', async () => {
    const refused = open({
      channel: () =>
        channelWith(() => Promise.reject(new DalilError('channel:media_refused', 'It is gone.'))),
    })
    const slow = open({ channel: () => channelWith(() => new Promise(() => {})) })

    const listening = slow.ears.hear?.(voice())
    slow.losePatience()

    expect(await refused.ears.hear?.(voice())).toBe('')
    expect(await listening).toBe('')
  })

  it('say once which file of the model is at fault, and then nobody listens', async () => {
    const { ears, logged } = open({ open: openTranscriber })

    await ears.load()

    expect(logged).toEqual([expect.stringContaining('npm run model -- pull')])
    expect(ears.fault()).toBe(logged[0])
    expect(await ears.hear?.(voice())).toBeUndefined()
  })

  it('leave what they listen to with its platform when they stop', async () => {
    let end: (error: Error) => void = () => {}
    const { ears } = open({
      open: async () => ({
        transcribe: () =>
          new Promise((_, reject) => {
            end = reject
          }),
        close: async () => end(new Error('its thread has ended')),
      }),
    })

    await ears.load()
    const listening = ears.hear?.(voice())
    await new Promise((resolve) => setImmediate(resolve))
    await ears.close()

    await expect(listening).rejects.toThrow('its thread has ended')
  })
})
