import type { WireMessage } from '../../../src/channels/whatsapp-web/client.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { createTime } from '../../support/time.ts'
import { channelContract, type Platform } from '../contract.ts'
import { until } from '../support/until.ts'
import { createBench } from './bench.ts'
import { createFakeWhatsApp } from './fake-whatsapp.ts'

channelContract('whatsapp-web', createPlatform, {
  gone: 'WhatsApp tells nobody that they were blocked; a message just stays unread',
  choice: 'WhatsApp has no buttons for such clients; choices are numbered lines',
})

function createPlatform(): Platform {
  const time = createTime()
  const settings = createMemoryStore().settings
  const whatsapp = createFakeWhatsApp(time.now)
  const chat = (person: string) => `21260000000${person}@c.us`
  let last: WireMessage | undefined
  return {
    createChannel: () => createBench({}, { whatsapp, time, settings }).channel,
    async says(person, text) {
      await until(() => whatsapp.opened() > 0, 'the page')
      last = whatsapp.says(chat(person), text)
    },
    shown: (person) => whatsapp.shown(chat(person)),
    repeat() {
      if (last !== undefined) whatsapp.emit({ type: 'message', message: last })
    },
    async retry() {
      await new Promise((resolve) => setImmediate(resolve))
      time.advance(60_000)
    },
    bringOwn() {
      // Kept in another chat, so that it is also met when the past is gathered.
      const own = whatsapp.says(chat('9'), 're: own', { fromMe: true })
      whatsapp.emit({ type: 'message', message: { ...own, chat: chat('1') } })
    },
    taps() {},
    interrupt() {
      whatsapp.onSend = () => Promise.reject(new Error('Attempted to use detached Frame'))
    },
    resume() {
      whatsapp.onSend = undefined
    },
    refuseNext() {
      whatsapp.onSend = async () => {
        whatsapp.onSend = undefined
        throw new Error('No LID for user: one')
      }
    },
    block() {},
    unblock() {},
    async close() {},
  }
}
