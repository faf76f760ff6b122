import { type Entry, normalize } from '../../core/index.ts'
import type { Candidate, MatchResult } from '../../faq/index.ts'
import { SMALLTALK } from '../../understanding/index.ts'
import { answerMessages } from '../replies/answer.ts'
import { groupMessage, menuMessage } from '../replies/menu.ts'
import { referTo } from '../replies/partner.ts'
import type { TurnResult } from '../result.ts'
import { message, result, say, type Turn } from '../turn.ts'

/** A number that chooses nothing any more: it is nobody's question, and the menu asks for one. */
const LONE_NUMBER = /^\d{1,2}$/u

const FAQ = 'faq:'

/** A question in the person's words: answered, "did you mean", small talk, or honestly unknown. */
export function answerQuestion(turn: Turn): TurnResult {
  if (LONE_NUMBER.test(normalize(turn.text))) {
    return result(turn, [menuMessage(turn)], { kind: 'command' })
  }
  const matched = turn.match()
  return fromSmalltalk(turn, matched) ?? fromFaq(turn, matched) ?? unknown(turn, matched.candidates)
}

/** What the matcher calls an entry. */
export function toLabel(entry: string): string {
  return FAQ + entry
}

/** A reply to a clear or ambiguous question; `undefined` where the matcher does not know. */
export function fromFaq(turn: Turn, matched: MatchResult): TurnResult | undefined {
  const candidates = entriesOf(turn, matched.candidates)
  if (matched.type === 'answered') {
    const first = entryOf(turn, matched.label)
    if (first === undefined) return undefined
    const second = matched.also === undefined ? undefined : entryOf(turn, matched.also.label)
    return answerWith(
      turn,
      second === undefined ? [first] : [first, second],
      matched.confidence,
      candidates,
    )
  }
  if (matched.type === 'ambiguous' && candidates.length > 0) return clarify(turn, candidates)
  return undefined
}

/** The answer to entries that are known by name: from the matcher, a menu or a flow. */
export function answerWith(
  turn: Turn,
  entries: readonly Entry[],
  confidence = 1,
  candidates: TurnResult['candidates'] = [],
): TurnResult {
  const { messages, events } = answerMessages(turn, entries)
  const entry = entries[0]?.entry ?? ''
  const session = { ...turn.session, lastNeed: undefined, lastEntry: entry }
  return result(turn, messages, { kind: 'answer', entry, confidence, candidates, events, session })
}

/** Says that it does not know, names a partner, offers to pass the question on. */
function unknown(turn: Turn, considered: readonly Candidate[]): TurnResult {
  const candidates = entriesOf(turn, considered)
  const guess = turn.services.knowledge.entries.get(candidates[0]?.entry ?? '')
  const likely = (candidates[0]?.confidence ?? 0) >= LIKELY_SUBJECT ? guess : undefined
  const referred = referTo(turn, {
    need: likely?.need ?? 'information',
    ...(likely === undefined ? {} : { topic: likely.topic, prefer: likely.partners }),
  })
  const about =
    referred === undefined ? [] : [`${say(turn, 'unknown.meanwhile')}\n${referred.text}`]
  const tooLong = turn.cut ? [say(turn, 'media.too-long')] : []
  const text = [...tooLong, say(turn, 'unknown.text'), ...about, say(turn, 'unknown.offer')].join(
    '\n\n',
  )
  const inThread = turn.thread !== undefined
  const choices = [
    { data: 'p:yes', label: say(turn, inThread ? 'passed-on.add-offer' : 'unknown.pass-on') },
    { data: 'p:no', label: say(turn, 'unknown.no-thanks') },
    { data: 'm', label: say(turn, 'menu.top') },
  ]
  const session = {
    ...turn.session,
    pendingQuestion: { text: turn.text, locale: turn.locale, at: turn.now },
  }
  return result(turn, [message(turn, text, choices)], {
    kind: 'unknown',
    confidence: candidates[0]?.confidence ?? 0,
    candidates,
    events: [
      { event: 'unknown', facets: likely === undefined ? {} : { topic: likely.topic } },
      ...(referred?.events ?? []),
    ],
    session,
  })
}

/** Above this, the subject of the best candidate is worth a partner, although its answer is not sure. */
const LIKELY_SUBJECT = 0.3

function clarify(turn: Turn, candidates: TurnResult['candidates']): TurnResult {
  const { entries } = turn.services.knowledge
  const choices = candidates.map(({ entry }) => ({
    data: `e:${entry}`,
    label: entries.get(entry)?.title[turn.locale] ?? entry,
  }))
  const other = { data: 'o', label: say(turn, 'clarify.something-else') }
  const topic = entries.get(candidates[0]?.entry ?? '')?.topic
  const session = {
    ...turn.session,
    pendingQuestion: { text: turn.text, locale: turn.locale, at: turn.now },
  }
  return result(turn, [message(turn, say(turn, 'clarify.question'), [...choices, other])], {
    kind: 'clarify',
    ...(candidates[0] === undefined ? {} : { entry: candidates[0].entry }),
    confidence: candidates[0]?.confidence ?? 0,
    candidates,
    events: [{ event: 'clarified', facets: topic === undefined ? {} : { topic } }],
    session,
  })
}

function fromSmalltalk(turn: Turn, matched: MatchResult): TurnResult | undefined {
  const best = matched.type === 'answered' ? matched.label : likelySmalltalk(matched)
  if (!best?.startsWith(SMALLTALK)) return undefined
  const talk = turn.services.knowledge.smalltalk.get(best.slice(SMALLTALK.length))
  if (talk === undefined) return undefined
  const confidence = matched.candidates[0]?.confidence ?? 0
  const reply = message(turn, talk.answers[turn.locale])
  const sent =
    turn.isNew || talk.smalltalk === 'greeting'
      ? withMenu(turn, talk.answers[turn.locale])
      : [reply]
  return result(turn, sent, {
    kind: 'smalltalk',
    entry: talk.smalltalk,
    confidence,
    events: [{ event: 'smalltalk', facets: {} }],
  })
}

/** Small talk that is likelier than all that could be offered instead. */
function likelySmalltalk({ type, candidates }: MatchResult): string | undefined {
  const [best, ...others] = candidates
  if (type === 'unknown' || best === undefined) return undefined
  const rest = others.reduce((sum, { confidence }) => sum + confidence, 0)
  return best.confidence > rest ? best.label : undefined
}

function withMenu(turn: Turn, text: string) {
  const topics = turn.services.knowledge.menu
    .filter((topic) => topic.topic !== 'general')
    .map((topic) => ({ data: `t:${topic.topic}`, label: topic.title[turn.locale] }))
  return [message(turn, text, [...topics, { data: 'l', label: say(turn, 'menu.language') }])]
}

function entryOf(turn: Turn, label: string): Entry | undefined {
  if (!label.startsWith(FAQ)) return undefined
  return turn.services.knowledge.entries.get(label.slice(FAQ.length))
}

function entriesOf(turn: Turn, candidates: readonly Candidate[]): TurnResult['candidates'] {
  return candidates
    .flatMap(({ label, confidence }) => {
      const entry = entryOf(turn, label)
      return entry === undefined ? [] : [{ entry: entry.entry, confidence }]
    })
    .slice(0, MAX_CANDIDATES)
}

/** "Did you mean" shows three at most: a cheap phone shows no more without scrolling. */
const MAX_CANDIDATES = 3

/** The group of an entry, shown when the answer was not the right one. */
export function neighbours(turn: Turn, id: string) {
  const entry = turn.services.knowledge.entries.get(id)
  return entry === undefined ? undefined : groupMessage(turn, entry.topic, entry.group)
}
