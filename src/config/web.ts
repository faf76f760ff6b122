import { z } from 'zod'
import { number } from './number.ts'

/** How people reach the web server, and from where. */
export interface WebConfig {
  /** The sites that may show the chat in a panel of their own, as origins. */
  readonly widgetOrigins: readonly string[]
  /** How many proxies stand before Dalil and say in X-Forwarded-For who asks. */
  readonly proxies: number
  /** How much the people of one network may write on the chat page in a minute, all together. */
  readonly perMinute: number
}

/** Its settings, as part of all. */
export const WEB_SETTINGS = {
  WIDGET_ORIGINS: z.string().default('').transform(readOrigins),
  TRUST_PROXY: number(0, 0, 9),
  WEB_PER_MINUTE: number(300, 1, 100_000),
} as const

/** All settings as they were read. */
type Read = z.infer<z.ZodObject<typeof WEB_SETTINGS>>

/** What is read with {@link WEB_SETTINGS} as one value. */
export function webOf(value: Read): WebConfig {
  return {
    widgetOrigins: value.WIDGET_ORIGINS,
    proxies: value.TRUST_PROXY,
    perMinute: value.WEB_PER_MINUTE,
  }
}

/** Reads `https://asso.example, https://www.asso.example`; every faulty one is named. */
function readOrigins(text: string, context: z.RefinementCtx): readonly string[] {
  const given = text.split(/[\s,]+/u).filter((one) => one !== '')
  const origins = given.map((one) => ({ one, origin: originOf(one) }))
  for (const { one, origin } of origins) {
    if (origin !== undefined) continue
    const message = `holds "${one}", which is no origin like https://www.example.org (https, no path)`
    context.addIssue({ code: 'custom', message })
  }
  return [...new Set(origins.flatMap(({ origin }) => origin ?? []))]
}

/** An origin as browsers write it; without HTTPS only on this machine, where sites are tried out. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, origin, href } = new URL(text)
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1'
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isHere)
  return isSafe && href === `${origin}/` && !hostname.includes('*') ? origin : undefined
}
