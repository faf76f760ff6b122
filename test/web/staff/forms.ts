import type { Fields } from './workspace.ts'

/** The form of a page as a browser would send it, with some fields filled otherwise. */
export function readPageForm(body: string, change: Fields = {}): URLSearchParams {
  const form = new URLSearchParams()
  const main = body.slice(body.indexOf('hx-post='))
  for (const [, input, tag, attributes = '', inner = ''] of main.matchAll(FIELD)) {
    const of = input ?? attributes
    const name = /name="([^"]*)"/u.exec(of)?.[1]
    const isOff = /type="checkbox"/u.test(of) && !/ checked/u.test(of)
    if (name === undefined || isOff) continue
    const chosen = tag === 'select' ? (/<option([^>]*) selected/u.exec(inner)?.[1] ?? '') : of
    const value = tag === 'textarea' ? inner : (/value="([^"]*)"/u.exec(chosen)?.[1] ?? '')
    form.append(name, decode(value))
  }
  for (const [name, value] of Object.entries(change)) form.set(name, value)
  return form
}

const FIELD = /<input\b([^>]*)>|<(textarea|select)\b([^>]*)>([\s\S]*?)<\/\2>/gu

function decode(text: string): string {
  const names: Fields = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&([\w#]+);/gu, (whole, name: string) => names[name] ?? whole)
}
