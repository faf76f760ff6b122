import type { Choice, OutboundMessage } from '../../core/index.ts'
import type { ChannelLimits } from '../../ports/index.ts'
import { fitAsButtons, numbered } from './choices.ts'
import { splitText } from './split-text.ts'

/** A text with or without choices. */
export type TextMessage = Extract<OutboundMessage, { readonly type: 'text' }>

/** A text as a channel can send it. */
export interface RenderedText {
  /** In order, none longer than the channel takes; at least one where there is any text. */
  readonly parts: readonly string[]
  /** What stands under the last part as buttons; empty where the choices are numbered lines. */
  readonly buttons: readonly Choice[]
}

/** Fits a text into a channel: split where it is long, choices as buttons or numbered lines. */
export function renderText(message: TextMessage, limits: ChannelLimits): RenderedText {
  const choices = message.choices ?? []
  const buttons = fitAsButtons(choices, limits) ? choices : []
  const text =
    buttons.length === choices.length
      ? message.text
      : `${message.text.trimEnd()}\n${numbered(choices, message.direction)}`
  return { parts: splitText(text, limits.textLength), buttons }
}
