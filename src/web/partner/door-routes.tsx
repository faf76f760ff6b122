import type { Context, Hono } from 'hono'
import { isLocale, type Locale } from '../../core/index.ts'
import { type Looked, localeOf } from '../../referrals/index.ts'
import { pageLocale } from '../language.ts'
import { DoorPage, KeyPage } from './door-page.tsx'
import type { PartnerOptions } from './routes.tsx'

/** What the door says where a code or a key opens nothing, and with which status. */
const REFUSALS = {
  misspelt: 422,
  unknown: 404,
  wait: 429,
  closed: 404,
} as const satisfies Readonly<Record<Exclude<Looked['type'], 'slip'>, number>>

/** The door of partners: by their key, and then by the code of a slip. */
export function doorRoutes(routes: Hono, options: PartnerOptions): void {
  const { partnerDoors: doors } = options

  routes.get('/', (c) => askForKey(c))

  routes.post('/', async (c) => {
    const key = (await field(c, 'key')).trim().split(/[/?#]/u).findLast(isKey) ?? ''
    if ((await doors.enter(key)) === undefined) return askForKey(c, 'closed')
    return c.redirect(`/partner/at/${encodeURIComponent(key)}${asked(c)}`, 303)
  })

  routes.get('/at/:key', async (c) => {
    const partner = await doors.enter(c.req.param('key'))
    return partner === undefined ? askForKey(c, 'closed') : askForCode(c, partner, {})
  })

  routes.post('/at/:key', async (c) => {
    const key = c.req.param('key')
    const typed = await field(c, 'code')
    const looked = await doors.lookUp(key, typed)
    if (looked.type === 'slip') return c.redirect(`/partner/${looked.token}${asked(c)}`, 303)
    if (looked.type === 'wait') c.header('Retry-After', String(Math.ceil(looked.forMs / 1000)))
    const partner = looked.type === 'closed' ? undefined : await doors.enter(key)
    return partner === undefined
      ? askForKey(c, 'closed')
      : askForCode(c, partner, { typed, refused: looked.type })
  })

  function askForKey(c: Context, refused?: 'closed') {
    const { knowledge, version, defaultLocale } = options
    const locale = languageIn(c) ?? pageLocale(c, defaultLocale)
    const page = <KeyPage {...{ knowledge: knowledge(), version, locale }} refused={refused} />
    return c.html(`<!doctype html>${page}`, refused === undefined ? 200 : REFUSALS[refused])
  }

  function askForCode(
    c: Context,
    id: string,
    given: { readonly typed?: string; readonly refused?: keyof typeof REFUSALS },
  ) {
    const { version, defaultLocale } = options
    const knowledge = options.knowledge()
    const partner = knowledge.directory.partners.get(id)
    const fallback = pageLocale(c, defaultLocale)
    const own = partner === undefined ? fallback : localeOf(partner, fallback)
    const locale = languageIn(c) ?? own
    const page = (
      <DoorPage {...{ ...given, knowledge, version, locale, partner }} path={c.req.path} />
    )
    const { refused } = given
    return c.html(`<!doctype html>${page}`, refused === undefined ? 200 : REFUSALS[refused])
  }
}

/** Of an address that was pasted, the part that can be a key. */
function isKey(part: string): boolean {
  return part.split('.').length === 3
}

function languageIn(c: Context): Locale | undefined {
  const asked = c.req.query('lang')
  return isLocale(asked) ? asked : undefined
}

/** The language that was asked for goes on to the next page. */
function asked(c: Context): string {
  const locale = languageIn(c)
  return locale === undefined ? '' : `?lang=${locale}`
}

async function field(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}
