import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Choice } from '../../src/core/index.ts'
import type { Channel } from '../../src/ports/index.ts'
import { type Assistant, createAssistant } from './support/assistant.ts'
import { until } from './support/until.ts'

/** A platform as its people see it, with a channel of ours behind it. */
export interface Platform {
  /** The channel as a fresh process creates it. */
  createChannel(): Channel
  /** Somebody writes; resolves when the platform has taken it. */
  says(person: string, text: string): Promise<void> | void
  /** What a person can read, in order. */
  shown(person: string): readonly string[]
  /** The platform brings the last message once more. */
  repeat(): Promise<void> | void
  /** What was not taken in comes again, where somebody has to see to it. */
  retry(): Promise<void> | void
  /** The platform brings one of our own messages. */
  bringOwn(): void
  /** Somebody taps a button that was shown to them. */
  taps(person: string, choice: Choice): void
  /** Nothing reaches people until {@link Platform.resume}. */
  interrupt(): void
  resume(): void
  /** The next message is refused, and always will be. */
  refuseNext(): void
  /** A person blocks us. */
  block(person: string): void
  unblock(person: string): void
  close(): Promise<void>
}

/** What the contract asks for. */
const CASES = {
  replies: 'gives every message its reply',
  own: 'ignores its own messages',
  repeated: 'answers a delivery that is repeated once, under one id',
  order: 'keeps the order of one person',
  together: 'takes two messages at once, of one person and of two',
  unkept: 'brings a message again that could not be kept',
  restart: 'replies after a restart, and not again to what came before',
  meanwhile: 'replies after a restart to what came meanwhile',
  crash: 'sends after a crash what was left in the outbox, once',
  moment: 'sends once what could not be sent for a moment',
  forGood: 'gives up on what is refused for good, and sends what follows',
  gone: 'writes no more to somebody who blocked us, until they write again',
  choice: 'hands in the choice that was tapped',
  stopped: 'takes nothing in after it was stopped',
} as const

/** The name of a case. */
export type Case = keyof typeof CASES

/** What a channel cannot do, each with the reason. */
export type Cannot = Partial<Readonly<Record<Case, string>>>

/**
 * Runs the contract of all channels on one of them. Each by which people talk runs it; `all.test.ts`
 * names the one that does not: by e-mail only letters to partners go out.
 */
export function channelContract(
  name: string,
  createPlatform: () => Promise<Platform> | Platform,
  cannot: Cannot = {},
): void {
  describe(`${name}, as a channel`, () => {
    let platform: Platform
    let channel: Channel
    let assistant: Assistant

    beforeEach(async () => {
      platform = await createPlatform()
      channel = platform.createChannel()
      assistant = createAssistant(() => channel)
      await begin()
    })

    afterEach(async () => {
      platform.resume()
      await channel.stop()
      await platform.close()
    })

    async function begin(): Promise<void> {
      channel.onReachable?.((address) => {
        const known = assistant.received.find((message) => message.address === address)
        if (known !== undefined) void assistant.sender.deliver(assistant.person(known))
      })
      await channel.start(assistant.receive)
    }

    /** The process is gone and another one takes its place; what was kept is there. */
    async function restart(meanwhile: () => Promise<void> | void = () => {}): Promise<void> {
      await channel.stop()
      await assistant.idle()
      await meanwhile()
      channel = platform.createChannel()
      const { store, clock } = assistant
      assistant = createAssistant(() => channel, { store, clock })
      await begin()
    }

    const shows = (person: string, ...texts: string[]) =>
      until(() => String(platform.shown(person)) === String(texts), `${person}: ${texts}`)

    const handedIn = (count: number) =>
      until(() => assistant.received.length >= count, `${count} messages`)

    const isGone = async () => {
      const message = assistant.received[0]
      if (message === undefined) return undefined
      return (await assistant.store.people.find(assistant.person(message)))?.gone
    }

    const tests: Readonly<Record<Case, () => Promise<void>>> = {
      async replies() {
        await platform.says('1', 'bonjour')

        await shows('1', 're: bonjour')
        expect(assistant.received[0]?.channel).toBe(channel.name)
      },

      async own() {
        platform.bringOwn()
        await platform.says('1', 'bonjour')

        await shows('1', 're: bonjour')
        expect(assistant.received).toHaveLength(1)
      },

      async repeated() {
        await platform.says('1', 'bonjour')
        await shows('1', 're: bonjour')
        await platform.repeat()
        await handedIn(2)
        await assistant.idle()

        const [first, second] = assistant.received
        expect(second?.deliveryId).toBe(first?.deliveryId)
        expect(platform.shown('1')).toEqual(['re: bonjour'])
      },

      async order() {
        for (let i = 0; i < 20; i++) await platform.says('1', `m${i}`)

        await shows('1', ...Array.from({ length: 20 }, (_, i) => `re: m${i}`))
      },

      async together() {
        await Promise.all([
          platform.says('1', 'a'),
          platform.says('2', 'b'),
          platform.says('1', 'c'),
        ])

        await shows('1', 're: a', 're: c')
        await shows('2', 're: b')
      },

      async unkept() {
        assistant.broken = true
        await ignoringRefusal(() => platform.says('1', 'bonjour'))
        await handedIn(1)
        expect(platform.shown('1')).toEqual([])
        assistant.broken = false
        await platform.retry()

        await shows('1', 're: bonjour')
        const ids = new Set(assistant.received.map(({ deliveryId }) => deliveryId))
        expect(ids.size).toBe(1)
      },

      async restart() {
        await platform.says('1', 'before')
        await shows('1', 're: before')
        await restart()
        await platform.says('1', 'after')

        await shows('1', 're: before', 're: after')
      },

      async meanwhile() {
        await platform.says('1', 'before')
        await shows('1', 're: before')
        await restart(() => ignoringRefusal(() => platform.says('1', 'meanwhile')))
        await platform.retry()

        await shows('1', 're: before', 're: meanwhile')
      },

      async crash() {
        await platform.says('1', 'bonjour')
        await shows('1', 're: bonjour')
        const [message] = assistant.received
        await restart(async () => {
          if (message !== undefined) await assistant.leave(message, 'what the crash left')
        })
        await assistant.sender.sweep()
        await assistant.sender.sweep()

        await shows('1', 're: bonjour', 'what the crash left')
        expect(await assistant.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
      },

      async moment() {
        await platform.says('1', 'one')
        await shows('1', 're: one')
        platform.interrupt()
        await platform.says('1', 'two')
        await handedIn(2)
        await assistant.idle()
        expect(platform.shown('1')).toEqual(['re: one'])

        platform.resume()
        assistant.clock.advance(60_000)
        await assistant.sender.sweep()

        await shows('1', 're: one', 're: two')
        await assistant.idle()
        expect(await assistant.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
      },

      async forGood() {
        platform.refuseNext()
        await platform.says('1', 'one')
        await handedIn(1)
        await assistant.idle()
        await platform.says('1', 'two')

        await shows('1', 're: two')
        const [failed] = await assistant.store.outbox.listFailed(10)
        expect(failed?.reason).not.toContain('one')
      },

      async gone() {
        platform.block('1')
        await platform.says('1', 'one')
        await handedIn(1)
        await assistant.idle()

        expect(await isGone()).toBe(true)
        expect(await assistant.store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
        platform.unblock('1')
        await platform.says('1', 'two')
        await shows('1', 're: two')
        expect(await isGone()).toBe(false)
      },

      async choice() {
        platform.taps('1', { data: 'p:yes', label: 'Oui' })
        await handedIn(1)

        expect(assistant.received[0]?.content).toEqual({ type: 'choice', data: 'p:yes' })
      },

      async stopped() {
        await channel.stop()
        await ignoringRefusal(() => platform.says('1', 'bonjour'))
        await new Promise((resolve) => setImmediate(resolve))

        expect(assistant.received).toEqual([])
      },
    }

    for (const [key, title] of Object.entries(CASES)) {
      const reason = cannot[key as Case]
      if (reason === undefined) it(title, tests[key as Case])
      else it.skip(`${title} (not here: ${reason})`)
    }
  })
}

/** A platform that is told "not now" tries again later. */
async function ignoringRefusal(work: () => Promise<void> | void): Promise<void> {
  try {
    await work()
  } catch {
    // Refused, as it should be.
  }
}
