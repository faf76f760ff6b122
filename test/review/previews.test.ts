import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/ports/index.ts'
import {
  createPreviews,
  createPublishing,
  type PreviewOptions,
  type PreviewStep,
} from '../../src/review/index.ts'
import { question } from '../store/records.ts'
import { createStaffRoom, sealer } from '../support/staff.ts'

const AMINA = { id: 'amina', name: 'Amina' }

/** A run in hand: what it was asked, and the ways it can go on. */
interface Run {
  readonly request: Parameters<PreviewOptions['run']>[0]
  readonly tell: (step: PreviewStep) => void
  readonly signal: AbortSignal
  readonly end: () => void
  readonly fail: (reason: Error) => void
}

function open() {
  const { store, clock, newId, staff } = createStaffRoom()
  const runs: Run[] = []
  const previews = createPreviews({
    ...{ store, sealer, clock, logger: silentLogger },
    run: (request, tell, signal) =>
      new Promise((end, fail) => {
        signal.addEventListener('abort', () => fail(new Error('given up')))
        runs.push({ request, tell, signal, end, fail })
      }),
  })
  const publishing = createPublishing({
    ...{ store, clock, newId, audit: staff.audit, check: async () => [], apply: async () => {} },
  })
  const draft = (text: string) =>
    publishing.draft(
      { type: 'phrasings', kind: 'entry', target: 'card-delay', phrasings: { fr: [text] } },
      AMINA,
    )
  /** Somebody who looks: what they were told, and how they leave. */
  const look = async (record: Awaited<ReturnType<typeof draft>>) => {
    const told: string[] = []
    const leaving = new AbortController()
    const watched = previews.watch(record, ({ type }) => told.push(type), leaving.signal)
    await settled()
    return { told, leave: () => leaving.abort(), watched }
  }
  return { store, clock, publishing, runs, draft, look }
}

/** Lets everything go on that waits for nothing outside. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

describe('the effect of a change', () => {
  it('is that of laying it over what is published, for phrasings and for past questions', async () => {
    const { store, publishing, runs, draft, look } = open()
    const first = await draft('un')
    await publishing.publish(first.id, AMINA, 1)
    const said = (text: string) => [
      { from: 'person' as const, text: sealer.seal(text, 'question'), at: 1 },
    ]
    await store.questions.put(question('q1', { thread: said('ma carte'), group: 'g' }))
    await store.questions.put(question('q2', { thread: said('ma carte'), group: 'g' }))

    await look(await draft('deux'))

    expect(runs[0]?.request.before).toEqual([first.change])
    expect(runs[0]?.request.after).toMatchObject([first.change, { phrasings: { fr: ['deux'] } }])
    expect(runs[0]?.request.questions).toEqual([{ text: 'ma carte', group: 'g' }])
  })

  it('is worked out once for all who look, and those who come later see it at once', async () => {
    const { runs, draft, look } = open()
    const record = await draft('un')
    const one = await look(record)
    runs[0]?.tell({ type: 'progress', share: 0.5 })
    const two = await look(record)
    runs[0]?.end()
    await Promise.all([one.watched, two.watched])

    const late = await look(record)

    expect(runs).toHaveLength(1)
    expect(one.told).toEqual(['progress', 'progress'])
    expect([two.told, late.told]).toEqual([['progress'], ['progress']])
    await late.watched
  })

  it('is given up when the last one leaves, not before, and the next begins', async () => {
    const { runs, draft, look } = open()
    const [record, other] = [await draft('un'), await draft('deux')]
    const [one, two] = [await look(record), await look(record)]
    const next = await look(other)
    expect(next.told).toEqual(['waiting'])

    one.leave()
    await settled()
    expect(runs[0]?.signal.aborted).toBe(false)
    two.leave()
    await settled()

    expect(runs[0]?.signal.aborted).toBe(true)
    expect(runs).toHaveLength(2)
    expect(runs[1]?.request.after).toMatchObject([{ phrasings: { fr: ['deux'] } }])
  })

  it('is worked out anew once something was published or time has passed', async () => {
    const { runs, draft, look, publishing, clock } = open()
    const [record, other] = [await draft('un'), await draft('deux')]
    const again = async () => {
      const { watched } = await look(record)
      runs.at(-1)?.end()
      await watched
      return runs.length
    }

    expect(await again()).toBe(1)
    expect(await again()).toBe(1)
    await publishing.publish(other.id, AMINA, 1)
    expect(await again()).toBe(2)
    clock.advance(10 * 60_000 + 1)
    expect(await again()).toBe(3)
  })

  it('that cannot be worked out says so, and is tried again by who looks next', async () => {
    const { runs, draft, look } = open()
    const record = await draft('un')
    const one = await look(record)
    runs[0]?.fail(new Error('the thread ended'))
    await one.watched
    await look(record)

    expect(one.told).toEqual(['progress', 'failed'])
    expect(runs).toHaveLength(2)
  })
})
