import { CHANNEL_LIMITS } from '../../../src/channels/limits.ts'
import { DOCUMENT_CACHE, MODEL_CACHE, PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { readConfig } from '../../../src/config.ts'
import { type InboundContent, textOf, toAddress } from '../../../src/core/index.ts'
import { type Channel, silentLogger, systemClock } from '../../../src/ports/index.ts'
import { type Running, start } from '../../../src/start.ts'

/** A Dalil as it is started for people, on a channel where everything arrives at once. */
export interface WholeDalil {
  readonly running: Running
  /** What people ask: of each entry and locale, its first phrasings, in no order. */
  questionAt(at: number): string
  /** Resolves when the message, and what follows from it, is kept. */
  say(person: number, content: InboundContent): Promise<void>
  stop(): Promise<void>
}

/** What it is started on. */
export interface WholeDalilOptions {
  readonly dir: string
  readonly databaseUrl?: string | undefined
  /** 32 bytes as base64; made in the folder where left out. */
  readonly key?: string | undefined
  /** The folder with `content/` and `flows/`; the project itself where left out. */
  readonly root?: string
  /** The name of this process, where several share a database: they have other people each. */
  readonly account?: string
  /** Gets what a person is sent, as it was rendered for the channel. */
  readonly onSent?: (text: string) => void
}

/** Of each entry and locale, so many phrasings are asked. */
export const ASKED_PHRASINGS = 3

/** Starts one; nobody in it is too fast. */
export async function startWholeDalil(options: WholeDalilOptions): Promise<WholeDalil> {
  const { account = 'bench' } = options
  const config = readConfig({
    ...{ DATA_DIR: options.dir, PORT: '0', BACKUP_DAYS: '0' },
    ...{ DATABASE_URL: options.databaseUrl, DALIL_KEY: options.key },
    ...{ MESSAGES_PER_MINUTE: '100000', MESSAGES_PER_DAY: '10000000', TURNS_IN_HAND: '1000000' },
  })
  const running = await start({
    ...{ config, root: options.root ?? PROJECT_ROOT },
    ...{ modelDirs: [MODEL_CACHE], documentCache: DOCUMENT_CACHE },
    ...{ clock: systemClock, logger: silentLogger, watch: false },
    channels: async () => ({ channels: [everythingArrives(options)], webhooks: {} }),
  })
  const { entries } = running.live.services().knowledge
  const questions = [...entries.values()].flatMap(({ phrasings }) =>
    Object.values(phrasings).flatMap((texts) => texts.slice(0, ASKED_PHRASINGS)),
  )
  let delivery = 0
  return {
    running,
    questionAt: (at) => questions[(at * 7919) % questions.length] ?? '',
    say(person, content) {
      return running.dalil.receive({
        deliveryId: String(delivery++),
        address: toAddress({ channel: 'telegram', account, peer: String(person) }),
        channel: 'telegram',
        sentAt: Date.now(),
        content,
      })
    },
    stop: () => running.stop(),
  }
}

function everythingArrives({ onSent }: WholeDalilOptions): Channel {
  return {
    name: 'telegram',
    limits: CHANNEL_LIMITS.telegram,
    start: async () => {},
    stop: async () => {},
    state: () => ({ type: 'on' }),
    async send(_address, message) {
      onSent?.(textOf(message))
      return { type: 'sent' }
    },
  }
}
