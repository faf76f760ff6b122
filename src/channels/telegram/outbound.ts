import { InlineKeyboard } from 'grammy'
import type { Choice } from '../../core/index.ts'

/** Neutral markup as Telegram's HTML (core.telegram.org/bots/api#html-style). */
export function toHtml(text: string): string {
  return text
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/\*([^*\n]+)\*/gu, '<b>$1</b>')
}

/** One button a row: labels are sentences, and a small screen shows one a line. */
export function toKeyboard(choices: readonly Choice[]): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const choice of choices) keyboard.text(choice.label, choice.data).row()
  return keyboard
}

/** Splits a text at paragraph, line or sentence ends, so that no part is longer than `limit`. */
export function splitText(text: string, limit: number): readonly string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const at = cutBefore(rest, limit)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}

function cutBefore(text: string, limit: number): number {
  const head = text.slice(0, limit)
  for (const end of [
    /\n\n(?![\s\S]*\n\n)/u,
    /\n(?![\s\S]*\n)/u,
    /[.!?؟…](?=\s)(?![\s\S]*[.!?؟…]\s)/u,
    /\s(?!\S*\s)/u,
  ]) {
    const at = head.search(end)
    if (at > limit / 3) return at + 1
  }
  return limit
}
