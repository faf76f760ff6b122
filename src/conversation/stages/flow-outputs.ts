import type { Choice, OutboundMessage } from '../../core/index.ts'
import type { FlowOutput } from '../../flow/index.ts'
import { answerText } from '../replies/answer.ts'
import { partnerMessages } from '../replies/partner.ts'
import type { TurnEvent } from '../result.ts'
import { message, say, type Turn } from '../turn.ts'

/** What a flow said, as messages, and what is counted of it. */
export interface Rendered {
  readonly messages: readonly OutboundMessage[]
  /** Slips for the partners that were named last: they belong under whatever is said last. */
  readonly choices: readonly Choice[]
  readonly events: readonly TurnEvent[]
}

/** The outputs of a flow as messages; texts that follow each other become one. */
export function renderOutputs(turn: Turn, outputs: readonly FlowOutput[]): Rendered {
  const messages: OutboundMessage[] = []
  const events: TurnEvent[] = []
  let choices: readonly Choice[] = []
  let pending: string[] = []
  const flush = () => {
    if (pending.length > 0) messages.push(message(turn, pending.join('\n\n')))
    pending = []
  }
  for (const output of outputs) {
    switch (output.type) {
      case 'text':
        pending.push(output.text)
        if (output.choices !== undefined && output.choices.length > 0) {
          messages.push(message(turn, pending.join('\n\n'), output.choices))
          pending = []
        }
        break
      case 'answer': {
        const entry = turn.services.knowledge.entries.get(output.entry)
        if (entry === undefined) break
        pending.push(answerText(turn, entry))
        events.push({ event: 'entry-answered', facets: { entry: entry.entry } })
        break
      }
      case 'route': {
        flush()
        const city = output.city === undefined ? {} : { city: output.city }
        const session = { ...turn.session, ...city }
        const named = partnerMessages({ ...turn, session }, { need: output.need })
        messages.push(...named.messages)
        events.push(...named.events)
        choices = named.choices
        break
      }
      case 'pass-on':
        pending.push(output.text === '' ? say(turn, 'passed-on.ask') : output.text)
        break
      case 'remind':
      case 'search':
        break
    }
  }
  flush()
  return { messages, choices, events }
}
