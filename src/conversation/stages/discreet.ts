import { isolateFor, type OutboundMessage, type Session } from '../../core/index.ts'
import { matchChoice } from '../../flow/index.ts'
import type { TurnResult } from '../result.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import { plain } from '../words.ts'

/** How long Dalil plays innocent after the word for leaving in a hurry, in ms. */
const HIDDEN_MS = 24 * 3_600_000

/** A word for leaving in a hurry is one that comes to mind in a fright. */
const MAX_WORDS = 3
const MAX_LENGTH = 30

/** Platforms that show the beginning of a message on a locked screen. */
const SHOWING_PREVIEWS: readonly Turn['channel'][] = ['telegram', 'whatsapp-web', 'whatsapp-cloud']

/**
 * A person in discreet mode has a word for leaving in a hurry. After it, whoever holds the phone
 * reads about something harmless, whatever they write, until the word comes again or a day has
 * passed. Danger is answered all the same.
 */
export const hidingStage: Stage = (turn) => {
  const { discreet, exitWord, hiddenUntil } = turn.session
  if (!discreet || exitWord === undefined) return undefined
  const said = plain(turn.text) === exitWord
  if (!isHidden(turn)) return said ? hide(turn) : undefined
  if (said) return comeBack(turn)
  const isDanger = turn.danger() !== undefined
  if (isDanger || hiddenUntil === undefined) return undefined
  return result(turn, [message(turn, say(turn, 'discreet:harmless-again'))], { kind: 'command' })
}

/** Whether this person left in a hurry and is not back yet. */
export function isHidden({ session, now }: Pick<Turn, 'session' | 'now'>): boolean {
  return session.hiddenUntil !== undefined && now < session.hiddenUntil
}

/** Right after discreet mode was switched on: a short message is the word of one's own. */
export const exitWordStage: Stage = (turn) => {
  if (turn.session.awaiting !== 'exit-word' || turn.text === '') return undefined
  if (matchChoice(turn.services.words, turn.text, turn.session.choices) !== undefined) {
    return keepExitWord(turn)
  }
  const word = plain(turn.text)
  const { awaiting: _awaiting, ...session } = turn.session
  const isWord = word !== '' && word.length <= MAX_LENGTH && word.split(' ').length <= MAX_WORDS
  if (!isWord) return undefined
  const text = say(turn, 'discreet:word-set', { word: turn.text.trim() })
  return result(turn, [message(turn, text)], {
    kind: 'command',
    session: { ...session, exitWord: word },
  })
}

/** Switches discreet mode on, or off again. */
export function toggleDiscreet(turn: Turn): TurnResult {
  const { exitWord: _word, hiddenUntil: _until, awaiting: _awaiting, ...session } = turn.session
  if (session.discreet) {
    return result(turn, [message(turn, say(turn, 'discreet:off'))], {
      kind: 'command',
      session: { ...session, discreet: false },
    })
  }
  const word = say(turn, 'discreet:word')
  const choices = [{ data: 'k', label: say(turn, 'discreet:keep-word', { word }) }]
  return result(turn, [message(turn, say(turn, 'discreet:on', { word }), choices)], {
    kind: 'command',
    session: { ...session, discreet: true, exitWord: plain(word), awaiting: 'exit-word' },
  })
}

/** The word that Dalil proposed stays. */
export function keepExitWord(turn: Turn): TurnResult | undefined {
  if (turn.session.awaiting !== 'exit-word') return undefined
  const { awaiting: _awaiting, ...session } = turn.session
  const text = say(turn, 'discreet:word-set', { word: say(turn, 'discreet:word') })
  return result(turn, [message(turn, text)], { kind: 'command', session })
}

/**
 * In discreet mode a locked screen shows a harmless first line, no name and no subject; the chat page,
 * which shows no previews, bears a neutral name.
 */
export function coverPreviews(turn: Turn, reply: TurnResult): TurnResult {
  if (turn.channel === 'web-chat') return namePage(turn, reply)
  if (!reply.session.discreet) return reply
  if (isHidden({ session: reply.session, now: turn.now })) return reply
  const [line] = coverLine({ ...turn, discreet: reply.session.discreet })
  if (line === undefined) return reply
  const cover = (one: OutboundMessage): OutboundMessage =>
    one.type === 'text' ? { ...one, text: `${line}\n\n${one.text}` } : one
  return { ...reply, messages: reply.messages.map(cover) }
}

/** The harmless first line for somebody in discreet mode; none where no screen would show it. */
export function coverLine(
  reader: Parameters<typeof say>[0] & Pick<Turn, 'channel'> & Pick<Session, 'discreet'>,
): readonly string[] {
  const { discreet, channel, locale } = reader
  if (!discreet || !SHOWING_PREVIEWS.includes(channel)) return []
  return [isolateFor(say(reader, 'discreet:preview'), locale)]
}

function namePage(turn: Turn, reply: TurnResult): TurnResult {
  const neutral = reply.session.discreet
  if (!neutral && !turn.session.discreet) return reply
  const name = (one: OutboundMessage): OutboundMessage =>
    one.type === 'text' ? { ...one, neutral } : one
  return { ...reply, messages: reply.messages.map(name) }
}

/** Ends all that is going on, so that nothing harmless leads back to it. */
function hide(turn: Turn): TurnResult {
  const {
    flow: _flow,
    awaiting: _awaiting,
    pendingQuestion: _question,
    lastEntry: _entry,
    ...session
  } = turn.session
  const harmless = [message(turn, say(turn, 'discreet:harmless'))]
  const hidden = { ...session, hiddenUntil: turn.now + HIDDEN_MS }
  return { ...result(turn, harmless, { kind: 'command', session: hidden }), hides: true }
}

function comeBack(turn: Turn): TurnResult {
  const { hiddenUntil: _until, ...session } = turn.session
  return result(turn, [message(turn, say(turn, 'discreet:back'))], { kind: 'command', session })
}
