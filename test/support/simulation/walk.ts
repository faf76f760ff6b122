import type { FigureEvent, InboundContent, Topic } from '../../../src/core/index.ts'
import type { Life } from './counter.ts'
import { languageOf } from './language.ts'
import { type Stage, spokenBy } from './stage.ts'

/** One step through a flow: what the person does while a node waits. */
export interface Step {
  readonly node: string
  /** A tap on the choice whose data ends so, or words. */
  readonly does: { readonly tap: string } | { readonly says: string }
  /** The entry whose answer this leads to. */
  readonly answers?: string
  /** What this agrees to. */
  readonly agreed?: () => void
}

/** A way through a flow to its end. */
export interface Way {
  readonly flow: string
  readonly topic: Topic
  readonly steps: readonly Step[]
}

const TOWN = 'rabat'

/** Goes a way from its beginning to the end of the flow, and counts what that shows. */
export async function walk(stage: Stage, life: Life, { flow, topic, steps }: Way): Promise<void> {
  const { world, counter, services } = stage
  const { texts, directory } = services.knowledge
  let reply = await world.send(life, { type: 'choice', data: `w:${flow}` })
  const hear = (node: string | undefined) => {
    const key = node === undefined ? 'menu.title' : `flow-${flow}:${node}`
    life.speaks = languageOf(texts, reply.text, [key], spokenBy(life))
  }
  const count = (event: FigureEvent, facets = {}) =>
    counter.count(life, spokenBy(life), event, { flow, topic, ...facets })
  hear(steps[0]?.node)
  count('flow-started')
  for (const [at, step] of steps.entries()) {
    count('flow-asked', { node: step.node })
    reply = await world.send(life, contentOf(stage, life, step))
    const next = steps[at + 1]
    hear(next?.node)
    if (step.node === 'town') tellTown(life, directory.towns.get(TOWN)?.region)
    step.agreed?.()
    count('flow-went-on', { node: step.node })
    if (step.answers !== undefined) count('entry-answered', { entry: step.answers })
  }
  count('flow-finished')
}

/** The last step of many flows, for somebody whose town is not known yet. */
export function townStep({ services: { knowledge } }: Stage, life: Life): readonly Step[] {
  if (life.region !== undefined) return []
  const says = knowledge.directory.towns.nameOf(TOWN, spokenBy(life))
  return [{ node: 'town', does: { says } }]
}

function tellTown(life: Life, region: string | undefined): void {
  if (region === undefined) return
  life.region = region
  life.town = TOWN
}

function contentOf({ world }: Stage, life: Life, { node, does }: Step): InboundContent {
  if ('says' in does) return { type: 'text', text: does.says }
  const { choices } = world.receivedBy(life)
  const data = choices.find((choice) => choice.data.endsWith(does.tap))?.data
  if (data !== undefined) return { type: 'choice', data }
  const offered = choices.map((choice) => choice.data).join(', ')
  throw new Error(`${life.name} at ${node}: no ${does.tap} among ${offered}`)
}
