import { describe, expect, it } from 'vitest'
import type { Channel, Logger } from '../../src/ports/index.ts'
import { silentLogger } from '../../src/ports/index.ts'
import { startChannels } from '../../src/start/start-channels.ts'

function createChannel(name: Channel['name'], done: string[], fails = false): Channel {
  const note = async (what: string) => {
    if (fails) throw new Error(`no way to ${what}`)
    done.push(`${name} ${what}`)
  }
  return {
    name,
    limits: { textLength: 1, choices: 0, choiceLength: 1, media: NO_MEDIA },
    start: () => note('start'),
    stop: () => note('stop'),
    state: () => ({ type: 'on' }),
    send: async () => ({ type: 'sent' }),
  }
}

const NO_MEDIA = { image: false, document: false, audio: false }

describe('a channel that fails', () => {
  it('takes no other down, neither when it starts nor when it stops, and is named', async () => {
    const done: string[] = []
    const logged: string[] = []
    const logger: Logger = {
      ...silentLogger,
      error: (what, why) => void logged.push(`${what}: ${why?.channel}, ${why?.reason}`),
    }
    const channels = [
      createChannel('whatsapp-web', done, true),
      createChannel('telegram', done),
      createChannel('web-chat', done),
    ]
    const end = await startChannels({
      ground: { pseudonym: (value) => value, logger },
      ways: { channels },
      talk: { dalil: { receive: async () => {} }, deliver: () => {} },
    })
    await end()

    expect(done).toEqual(['telegram start', 'web-chat start', 'telegram stop', 'web-chat stop'])
    expect(logged).toEqual([
      'a channel could not be started: whatsapp-web, no way to start',
      'a channel could not be stopped: whatsapp-web, no way to stop',
    ])
  })
})
