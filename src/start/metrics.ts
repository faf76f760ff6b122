import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { FinishedTurn } from '../conversation/index.ts'
import type { Channel, Store } from '../ports/index.ts'
import type { MetricsAccess } from '../web/index.ts'

/** Figures about the process for Prometheus; none of them points at a person. */
export interface Metrics extends MetricsAccess {
  /** Counts a turn that has ended. */
  onTurn(turn: FinishedTurn): void
}

/** What the figures are taken from, and the token for reading them. */
export interface MetricsOptions {
  readonly token: string
  readonly store: Store
  readonly channels: readonly Channel[]
}

/** Upper bounds of the buckets of turn times, in seconds. */
const TURN_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Creates the figures of one running Dalil. */
export function createMetrics({ token, store, channels }: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({
    name: 'dalil_turns_total',
    help: 'Messages answered, by channel and kind of reply.',
    labelNames: ['channel', 'kind'],
    registers,
  })
  const seconds = new Histogram({
    name: 'dalil_turn_seconds',
    help: 'From the moment a message is taken in until its reply is kept.',
    buckets: TURN_SECONDS,
    registers,
  })
  const broken = new Counter({
    name: 'dalil_turns_broken_total',
    help: 'Messages that were answered with an apology because something broke.',
    registers,
  })
  measure('dalil_outbox', 'Messages on their way, by state.', 'state', async () => ({
    ...(await store.outbox.count()),
  }))
  measure('dalil_questions_open', 'Questions that wait for the team.', 'state', async () => ({
    open: await store.questions.countOpen(),
  }))
  measure('dalil_people', 'People whose conversation is kept.', 'state', async () => ({
    kept: await store.people.count(),
  }))
  measure('dalil_channel_up', '1 where the channel is on.', 'channel', async () =>
    Object.fromEntries(channels.map((one) => [one.name, one.state().type === 'on' ? 1 : 0])),
  )

  function measure(
    name: string,
    help: string,
    label: string,
    read: () => Promise<Readonly<Record<string, number>>>,
  ): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      async collect() {
        for (const [value, count] of Object.entries(await read()))
          gauge.set({ [label]: value }, count)
      },
    })
  }

  return {
    token,
    contentType: registry.contentType,
    onTurn({ channel, kind, ms, broke }) {
      turns.inc({ channel, kind })
      seconds.observe(ms / 1000)
      if (broke) broken.inc()
    },
    read: () => registry.metrics(),
  }
}
