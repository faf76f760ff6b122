import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_MS } from '../../staff/index.ts'

const NAME = 'dalil_staff'

/** The cookie that holds the session of a browser. */
export interface SessionCookie {
  read(c: Context): string | undefined
  set(c: Context, token: string): void
  clear(c: Context): void
}

/**
 * Creates the {@link SessionCookie}. Over HTTPS its name begins with `__Host-`: browsers then take it
 * from this very host only, and a page of a sister domain cannot plant one.
 */
export function createSessionCookie(secure: boolean): SessionCookie {
  const place = secure
    ? ({ prefix: 'host', path: '/', secure: true } as const)
    : ({ path: '/staff' } as const)
  return {
    read: (c) => (secure ? getCookie(c, NAME, 'host') : getCookie(c, NAME)),
    set(c, token) {
      const lifetime = { httpOnly: true, sameSite: 'Strict', maxAge: SESSION_MS / 1000 } as const
      setCookie(c, NAME, token, { ...lifetime, ...place })
    },
    clear(c) {
      deleteCookie(c, NAME, place)
    },
  }
}
