import { BOLD } from '../rendering/index.ts'

/**
 * Neutral markup as Telegram's HTML (core.telegram.org/bots/api#html-style). Whatever stands in the
 * text, the result is well formed: stray stars stay stars, and a broken surrogate is replaced.
 */
export function toHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(BOLD, '<b>$1</b>')
}
