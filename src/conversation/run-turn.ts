import { directionOf, type Locale, type Session, withoutDirectionMarks } from '../core/index.ts'
import { detectLocale, type MatchResult } from '../faq/index.ts'
import type { Town } from '../partners/index.ts'
import { type Asked, matchMessage } from '../understanding/index.ts'
import type { UrgencyCard } from '../urgency/index.ts'
import { countTurn } from './figures.ts'
import { showHeard } from './replies/heard.ts'
import { apologiseForDelay } from './replies/late.ts'
import type { TurnResult } from './result.ts'
import type { TurnServices } from './services.ts'
import { arrive, campaignGreetingStage, campaignStage } from './stages/campaign.ts'
import { choiceStage } from './stages/choice.ts'
import { commandStage } from './stages/commands.ts'
import { consentStage, endErase } from './stages/consent.ts'
import { coverPreviews, exitWordStage, hidingStage } from './stages/discreet.ts'
import { answerQuestion, toLabel } from './stages/faq.ts'
import { flowStage, leavesFlow, triggerStage } from './stages/flow.ts'
import { mediaStage } from './stages/media.ts'
import { paceStage } from './stages/pace.ts'
import { partnerStage } from './stages/partner.ts'
import { referralOutcomeStage } from './stages/referral-outcome.ts'
import { remindersStage } from './stages/reminders.ts'
import { threadStage } from './stages/thread.ts'
import { townStage, withTown } from './stages/town.ts'
import { urgencyStage } from './stages/urgency.ts'
import { welcomeStage } from './stages/welcome.ts'
import type { Stage, Turn, TurnInput } from './turn.ts'

/** Characters of a message that are read; the platforms themselves stop near here. */
const MAX_TEXT_LENGTH = 4000

/** The way of a message: the first stage that knows what to do answers it. */
const STAGES: readonly Stage[] = [
  paceStage,
  hidingStage,
  campaignStage,
  mediaStage,
  commandStage,
  urgencyStage,
  exitWordStage,
  threadStage,
  referralOutcomeStage,
  consentStage,
  remindersStage,
  flowStage,
  triggerStage,
  choiceStage,
  partnerStage,
  townStage,
  campaignGreetingStage,
  welcomeStage,
]

/**
 * Answers one message. Pure: the same input gives the same result, and nothing is stored or sent.
 * Never throws for what a person sent.
 */
export function runTurn(services: TurnServices, input: TurnInput): TurnResult {
  const turn = openFree(services, input)
  for (const stage of STAGES) {
    const reply = stage(turn)
    if (reply !== undefined) return remember(turn, reply)
  }
  return remember(turn, answerQuestion(withTown(turn)))
}

/** The turn, out of a flow that nobody has to finish where this message does not answer it. */
function openFree(services: TurnServices, input: TurnInput): Turn {
  const turn = openTurn(services, input)
  if (!leavesFlow(turn)) return turn
  return openTurn(services, { ...input, session: { ...input.session, flow: undefined } })
}

function openTurn(services: TurnServices, input: TurnInput): Turn {
  const written = readable(writtenIn(input))
  const cut = written.length > MAX_TEXT_LENGTH
  const { text, session, campaign } = arrive(services, input, cutShort(written))
  const locale = localeOf(services, session, text, input.isNew)
  const match = matchOnce(services, input, session, text)
  const danger = recogniseOnce(services, input, text)
  const town = findTownOnce(services, text)
  // Written out: adding to a spread of so many takes as long as all the rest of a short turn.
  return {
    session,
    campaign,
    services,
    text,
    cut,
    locale,
    match,
    danger,
    town,
    content: input.content,
    channel: input.channel,
    now: input.now,
    today: input.today,
    questions: input.questions,
    reminders: input.reminders,
    subscriptions: input.subscriptions,
    referrals: input.referrals,
    slip: input.slip,
    pace: input.pace,
    isNew: input.isNew,
    thread: input.thread,
    late: input.late,
    encoded: input.encoded,
    understood: input.understood,
  }
}

function cutShort(written: string): string {
  return written.length > MAX_TEXT_LENGTH ? written.slice(0, MAX_TEXT_LENGTH) : written
}

/** What a turn will ask about its message: for what has to be known before, elsewhere. */
export function askedOf(services: TurnServices, input: TurnInput): Asked {
  const { text, session } = arrive(services, input, cutShort(readable(writtenIn(input))))
  return { text, previousLabel: previousLabelOf(session) }
}

/** Several stages ask what a text means; the matcher is asked once, where nobody was before. */
function matchOnce(
  services: TurnServices,
  input: TurnInput,
  session: Session,
  text: string,
): () => MatchResult {
  const previousLabel = previousLabelOf(session)
  const known = knownOf(services, input, text)
  let matched = known?.previousLabel === previousLabel ? known?.match : undefined
  return () => {
    const context = previousLabel === undefined ? {} : { previousLabel }
    matched ??= matchMessage(services, text, context, input.encoded)
    return matched
  }
}

/** The same for danger. */
function recogniseOnce(
  services: TurnServices,
  input: TurnInput,
  text: string,
): () => UrgencyCard | undefined {
  const { cards, recognise } = services.knowledge.urgency
  const known = knownOf(services, input, text)
  let recognised: { readonly card: UrgencyCard | undefined } | undefined =
    known === undefined ? undefined : { card: cards.get(known.card ?? '') }
  return () => {
    recognised ??= { card: recognise(text) }
    return recognised.card
  }
}

/** The same for a town. */
function findTownOnce({ knowledge }: TurnServices, text: string): () => Town | undefined {
  let found: { readonly town: Town | undefined } | undefined
  return () => {
    found ??= { town: knowledge.directory.towns.find(text) }
    return found.town
  }
}

/** What was understood of this text by these services, whatever they are made of now. */
function knownOf({ madeOf }: TurnServices, { understood }: TurnInput, text: string) {
  return understood?.by === madeOf && understood.text === text ? understood : undefined
}

function previousLabelOf({ lastEntry }: Session): string | undefined {
  return lastEntry === undefined ? undefined : toLabel(lastEntry)
}

function writtenIn({ content }: TurnInput): string {
  switch (content.type) {
    case 'text':
    case 'edited':
    case 'heard':
      return content.text
    case 'image':
    case 'document':
      return content.caption ?? ''
    case 'sticker':
      return content.emoji ?? ''
    default:
      return ''
  }
}

/** Without control characters, direction marks and broken surrogates. */
function readable(text: string): string {
  return withoutDirectionMarks(text.toWellFormed())
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/gu, ' ')
    .trim()
}

/** Sure enough of the language of one message to answer in it. */
const SURE = 0.7

/** Two Arabics share most words, and an answer to a question of ours is short: surer then. */
const SURER = 0.92

/** The language of this message where it is clear, else the one of the conversation. */
function localeOf(
  { phrases }: TurnServices,
  session: Session,
  text: string,
  isNew: boolean,
): Locale {
  if (text === '') return session.locale
  const guess = detectLocale(text)
  const isBetweenArabics =
    directionOf(guess.locale) === 'rtl' && directionOf(session.locale) === 'rtl'
  const isAnswer = session.flow !== undefined || session.awaiting !== undefined
  if (isAnswer && isBetweenArabics) return session.locale
  // Arabic letters are neither French nor English, whichever Arabic they write.
  const isForeign = guess.script === 'arabic' && directionOf(session.locale) === 'ltr'
  if (isForeign && !isAnswer && !session.localeChosen) return guess.locale
  const needed = isAnswer || (isBetweenArabics && session.localeChosen) ? SURER : SURE
  if (guess.confidence >= needed) return guess.locale
  // Of a first word that is too short to tell its language: the one in which it asks for something.
  const asked = isNew && !session.localeChosen ? phrases.commandLocale(text) : undefined
  return asked ?? session.locale
}

function remember(turn: Turn, given: TurnResult): TurnResult {
  const plain = showHeard(turn, given)
  const prompt = turn.late === true ? apologiseForDelay(turn, plain) : plain
  const reply = coverPreviews(turn, prompt)
  const locale = reply.session.localeChosen ? reply.session.locale : turn.locale
  const { figures, counted } = countTurn(turn, reply)
  const session = { ...endErase(reply.session), locale, counted, lastSeenAt: turn.now }
  return { ...reply, figures, session }
}
