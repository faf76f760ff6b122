import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { FigureKnowledge } from '../../content/index.ts'
import type { Opened, PartnerDesk } from '../../conversation/index.ts'
import { isLocale, type Locale } from '../../core/index.ts'
import { PARTNER_WORDS } from '../../ports/index.ts'
import { localeOf, type PartnerDoors } from '../../referrals/index.ts'
import { pageLocale } from '../language.ts'
import { doorRoutes } from './door-routes.tsx'
import { PartnerPage } from './page.tsx'

/** What the pages of partners work with. */
export interface PartnerOptions {
  readonly partnerDesk: PartnerDesk
  readonly partnerDoors: PartnerDoors
  readonly knowledge: () => FigureKnowledge
  readonly defaultLocale: Locale
  readonly version: string
}

const MAX_BODY = 2048

const STATUS = { referral: 200, gone: 410, ended: 410, forged: 404 } as const

/**
 * The page at which a partner says, by a signed link and without an account, what became of somebody
 * who was sent there, and the door at which it finds that page by the code of a slip. Looking at them
 * keeps nothing: scanners of mail look at every link.
 */
export function partnerRoutes(options: PartnerOptions): Hono {
  const { partnerDesk: desk } = options
  const routes = new Hono()
  routes.use(bodyLimit({ maxSize: MAX_BODY }), async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
  })

  const show = (c: Context, token: string, opened: Opened, isDone: boolean) => {
    const knowledge = options.knowledge()
    const page = (
      <PartnerPage
        knowledge={knowledge}
        locale={languageOf(c, options, opened)}
        version={options.version}
        path={`/partner/${encodeURIComponent(token)}`}
        opened={opened}
        isDone={isDone}
      />
    )
    return c.html(`<!doctype html>${page}`, STATUS[opened.type])
  }

  doorRoutes(routes, options)

  routes.get('/:token', async (c) => {
    const token = c.req.param('token')
    return show(c, token, await desk.open(token), false)
  })

  routes.post('/:token', async (c) => {
    const token = c.req.param('token')
    const { word } = await c.req.parseBody()
    const said = PARTNER_WORDS.find((one) => one === word)
    if (said === undefined) return show(c, token, await desk.open(token), false)
    return show(c, token, await desk.say(token, said), true)
  })

  return routes
}

/** The one that was asked for, else the partner's own, else the browser's. */
function languageOf(
  c: Context,
  { knowledge, defaultLocale }: PartnerOptions,
  opened: Opened,
): Locale {
  const asked = c.req.query('lang')
  if (isLocale(asked)) return asked
  const fallback = pageLocale(c, defaultLocale)
  if (opened.type !== 'referral') return fallback
  const partner = knowledge().directory.partners.get(opened.referral.partner)
  return partner === undefined ? fallback : localeOf(partner, fallback)
}
