import { goBack } from '../../flow/index.ts'
import { languageMessage, menuMessage } from '../replies/menu.ts'
import type { TurnResult } from '../result.ts'
import { message, result, type Stage, say, type Turn } from '../turn.ts'
import type { Command } from '../words.ts'
import { showData } from './data.ts'
import { toggleDiscreet } from './discreet.ts'
import { flowContext, flowResult, flowServices } from './flow.ts'
import { areListed, cancelReminder, listReminders } from './reminders.ts'
import { listSubscriptions, stopAnnounced, stopShown } from './subscriptions.ts'

/** Words that work everywhere, in every language: menu, back, stop, language, erase, person, data. */
export const commandStage: Stage = (turn) => {
  if (turn.text === '') return undefined
  const command = turn.services.phrases.command(turn.text)
  return command === undefined ? undefined : carryOut(turn, command)
}

/** Carries out one of the commands; a tap on a button leads here too. */
export function carryOut(turn: Turn, command: Command): TurnResult {
  switch (command) {
    case 'menu':
      return result(turn, [menuMessage(turn)], { kind: 'command', session: leave(turn) })
    case 'help': {
      const help = menuMessage(turn, say(turn, 'help:text'))
      return result(turn, [help], { kind: 'command', session: leave(turn) })
    }
    case 'again':
      return result(turn, [welcome(turn)], { kind: 'command', session: leave(turn) })
    case 'language':
      return result(turn, [languageMessage(turn)], { kind: 'command' })
    case 'back':
      return back(turn)
    case 'stop':
      return stop(turn)
    case 'erase':
      return erase(turn)
    case 'person':
      return person(turn)
    case 'data':
      return showData(turn)
    case 'reminders':
      return listReminders(turn)
    case 'subscriptions':
      return listSubscriptions(turn)
    case 'discreet':
      return toggleDiscreet(turn)
  }
}

/** The first words of Dalil: what it is, what it keeps, what it knows. */
export function welcome(turn: Turn) {
  return menuMessage(turn, `${say(turn, 'welcome')}\n\n${say(turn, 'welcome-privacy')}`)
}

function leave(turn: Turn): Turn['session'] {
  const { flow: _flow, awaiting: _awaiting, pendingQuestion: _question, ...rest } = turn.session
  return rest
}

function back(turn: Turn): TurnResult {
  const state = turn.session.flow
  if (state === undefined) {
    return result(turn, [menuMessage(turn)], { kind: 'command', session: leave(turn) })
  }
  const step = goBack(flowServices(turn), state, flowContext(turn))
  if (step === undefined)
    return result(turn, [message(turn, say(turn, 'back.nothing'))], { kind: 'command' })
  return flowResult(turn, step)
}

/**
 * Ends what is going on; under a list of reminders or an announcement, and with nothing else to end,
 * those.
 */
function stop(turn: Turn): TurnResult {
  const shown = areListed(turn) ? cancelReminder(turn, 'all') : stopShown(turn)
  if (shown !== undefined) return shown
  const busy = turn.session.flow !== undefined || turn.session.awaiting !== undefined
  const announced = busy ? undefined : stopAnnounced(turn)
  if (announced !== undefined) return announced
  if (!busy && turn.reminders.length > 0) return listReminders(turn)
  if (!busy && turn.subscriptions.length > 0) return listSubscriptions(turn)
  const text = say(turn, busy ? 'stop.done' : 'stop.nothing')
  return result(turn, [message(turn, text)], { kind: 'command', session: leave(turn) })
}

function erase(turn: Turn): TurnResult {
  const choices = [
    { data: 'x:yes', label: say(turn, 'erase.yes') },
    { data: 'x:no', label: say(turn, 'erase.no') },
  ]
  const session = { ...leave(turn), awaiting: 'erase' as const }
  return result(turn, [message(turn, say(turn, 'erase.question'), choices)], {
    kind: 'command',
    session,
  })
}

function person(turn: Turn): TurnResult {
  const choices = [
    { data: 'q:ask', label: say(turn, 'unknown.pass-on') },
    { data: 'w:find-partner', label: say(turn, 'menu.find-partner') },
  ]
  return result(turn, [message(turn, say(turn, 'person'), choices)], { kind: 'command' })
}
