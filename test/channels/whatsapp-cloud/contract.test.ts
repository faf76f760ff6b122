import {
  createWhatsAppCloudChannel,
  type WhatsAppCloudChannel,
} from '../../../src/channels/whatsapp-cloud/index.ts'
import { silentLogger } from '../../../src/ports/index.ts'
import { createMemoryStore } from '../../../src/store/memory/index.ts'
import { channelContract, type Platform } from '../contract.ts'
import { ACCESS, signed } from './bench.ts'
import { one, SENT_AT, text } from './bodies.ts'
import { createGraphApi } from './graph-api.ts'

channelContract('whatsapp-cloud', createPlatform)

async function createPlatform(): Promise<Platform> {
  const api = await createGraphApi()
  const settings = createMemoryStore().settings
  const number = (person: string) => `21260000000${person}`
  let channel: WhatsAppCloudChannel | undefined
  let last = ''
  const unkept: string[] = []

  async function bring(body: string): Promise<void> {
    const { status } = (await channel?.webhook(signed(body))) ?? { status: 503 }
    if (status === 200) return
    unkept.push(body)
    throw new Error(`The webhook answered ${status}`)
  }

  return {
    createChannel() {
      channel = createWhatsAppCloudChannel({
        ...ACCESS,
        apiRoot: api.url,
        settings,
        logger: silentLogger,
        clock: { now: () => SENT_AT },
      })
      return channel
    },
    says(person, words) {
      last = JSON.stringify(text(number(person), words))
      return bring(last)
    },
    shown: (person) => api.shown.filter(({ to }) => to === number(person)).map((one) => one.text),
    repeat: () => bring(last),
    async retry() {
      for (const body of unkept.splice(0)) await bring(body)
    },
    bringOwn: () => void bring(JSON.stringify(text('15550783881', 're: own'))),
    taps(person, { data: id, label: title }) {
      const interactive = { type: 'button_reply', button_reply: { id, title } }
      void bring(JSON.stringify(one(number(person), 'interactive', { interactive })))
    },
    interrupt() {
      api.failing = { status: 500, code: 131016 }
    },
    resume() {
      api.failing = undefined
    },
    refuseNext: () => api.refuse({ status: 400, code: 100 }),
    block: (person) => void api.unreachable.add(number(person)),
    unblock: (person) => void api.unreachable.delete(number(person)),
    close: () => api.close(),
  }
}
