import type { Session } from '../../core/index.ts'
import type { CampaignRecord } from '../../ports/index.ts'
import { topicMessage } from '../replies/menu.ts'
import type { TurnResult } from '../result.ts'
import type { TurnServices } from '../services.ts'
import { message, result, type Stage, say, type Turn, type TurnInput } from '../turn.ts'
import { welcome } from './commands.ts'
import { beginFlow } from './flow.ts'

/** What a message says besides the campaign that it came through. */
export interface Arrived {
  readonly text: string
  readonly session: Session
  readonly campaign: CampaignRecord | undefined
}

/**
 * Notes the campaign whose link or code a message carries, and takes the code out of its text. The
 * first campaign stays, the last one is what the person is counted under from now on.
 */
export function arrive(services: TurnServices, input: TurnInput, text: string): Arrived {
  const { content, session } = input
  const found =
    content.type === 'start'
      ? { campaign: services.campaigns.ofPayload(content.payload), text }
      : services.campaigns.read(text)
  const campaign = found?.campaign
  if (campaign === undefined) return { text, session, campaign }
  const { code, locale } = campaign
  const touched = { ...session, campaign: { first: session.campaign?.first ?? code, last: code } }
  const greeted = session.localeChosen ? touched : { ...touched, locale }
  return { text: found?.text ?? text, session: greeted, campaign }
}

/** A link and nothing else: its greeting, and its flow or its subject. */
export const campaignStage: Stage = (turn) =>
  turn.campaign === undefined || turn.text !== '' ? undefined : greet(turn, turn.campaign)

/** What is left of a greeting that was translated or cut is no question that nobody can answer. */
const REST_OF_GREETING = 5

/** A code with a few words around it that mean nothing clear: greeted as a link alone is. */
export const campaignGreetingStage: Stage = (turn) => {
  if (turn.campaign === undefined || turn.text.split(/\s+/u).length > REST_OF_GREETING)
    return undefined
  const matched = turn.match()
  const isQuestion = matched.type === 'answered' && matched.label.startsWith('faq:')
  return isQuestion ? undefined : greet(turn, turn.campaign)
}

function greet(turn: Turn, { flow, topic }: CampaignRecord): TurnResult {
  const started = { event: 'started' as const, facets: {} }
  const hello = message(
    turn,
    `${say(turn, 'campaigns:welcome')}\n\n${say(turn, 'welcome-privacy')}`,
  )
  const begun = flow === undefined ? undefined : beginFlow(turn, flow)
  if (begun !== undefined) {
    return { ...begun, messages: [hello, ...begun.messages], events: [started, ...begun.events] }
  }
  const menu = topic === undefined ? undefined : topicMessage(turn, topic)
  const messages = menu === undefined ? [welcome(turn)] : [hello, menu]
  return result(turn, messages, { kind: 'command', events: [started] })
}
