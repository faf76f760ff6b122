import { createTelegramChannel } from '../../../src/channels/telegram/index.ts'
import { silentLogger, type Texts } from '../../../src/ports/index.ts'
import { channelContract, type Platform } from '../contract.ts'
import { createBotApi } from './bot-api.ts'
import { tap, text } from './updates.ts'

const NO_TEXTS: Texts = { text: (_locale, key) => key, list: () => [], has: () => false }

channelContract('telegram', createPlatform)

async function createPlatform(): Promise<Platform> {
  const api = await createBotApi()
  return {
    createChannel: () =>
      createTelegramChannel({
        token: api.token,
        apiRoot: api.url,
        texts: () => NO_TEXTS,
        logger: silentLogger,
        sleep: () => Promise.resolve(),
      }),
    says: (person, words) => void api.deliver(text(Number(person), words)),
    shown: (person) => api.messages.filter(({ chat }) => chat === person).map((one) => one.text),
    repeat: () => api.repeat(),
    retry() {},
    bringOwn() {
      api.deliver(text(1, 're: own', { from: { id: 4200, is_bot: true, first_name: 'D' } }))
    },
    taps: (person, { data }) => void api.deliver(tap(Number(person), data, 1)),
    interrupt: () => api.fail('sendMessage', { code: 502 }, { forever: true }),
    resume: () => api.heal('sendMessage'),
    refuseNext: () => {
      const description = "Bad Request: can't parse entities: re: one"
      api.fail('sendMessage', { code: 400, description })
    },
    block: (person) => void api.blocked.add(person),
    unblock: (person) => void api.blocked.delete(person),
    close: () => api.close(),
  }
}
