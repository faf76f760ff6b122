import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Everything comes from this machine; nothing inline runs. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
}

/** Who may show what. */
export interface HeadersOptions {
  /** The page of the chat, which the sites of `origins` may frame. */
  readonly framed: string
  /** The script that any site may load: what it may do there, it finds out itself. */
  readonly shared: string
  readonly origins: readonly string[]
}

/** The headers of all answers: nobody may frame a page, but the chat the sites that were named. */
export function headers({ framed, shared, origins }: HeadersOptions): MiddlewareHandler {
  const closed = secureHeaders(optionsFor([]))
  const chat = secureHeaders(optionsFor(origins))
  const script = secureHeaders({ ...optionsFor([]), crossOriginResourcePolicy: 'cross-origin' })
  return (c, next) => {
    if (c.req.path === framed) return chat(c, next)
    return c.req.path === shared ? script(c, next) : closed(c, next)
  }
}

/** X-Frame-Options knows no list: where there is one, the policy alone says who may frame. */
function optionsFor(origins: readonly string[]): Parameters<typeof secureHeaders>[0] {
  const frameAncestors = origins.length === 0 ? ["'none'"] : [...origins]
  return {
    contentSecurityPolicy: { ...POLICY, frameAncestors },
    referrerPolicy: 'no-referrer',
    xFrameOptions: origins.length === 0 ? 'DENY' : false,
    crossOriginResourcePolicy: 'same-origin',
  }
}
