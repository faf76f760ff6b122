import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { MAX_SHEET_BYTES } from '../../content/index.ts'
import { isLocale, type Locale } from '../../core/index.ts'
import { flawOf } from '../../errors.ts'
import { pageLocale } from '../language.ts'
import { loadStaticFiles } from '../static-files.ts'
import { accountRoutes } from './account-routes.tsx'
import { announcementRoutes } from './announcement-routes.tsx'
import { auditRoutes } from './audit-routes.tsx'
import { campaignRoutes } from './campaign-routes.tsx'
import { changeRoutes } from './change-routes.tsx'
import { contentRoutes } from './content-routes.tsx'
import { createSessionCookie } from './cookies.ts'
import { draftRoutes } from './draft-routes.ts'
import { effectRoutes } from './effect-routes.ts'
import { entranceRoutes } from './entrance-routes.tsx'
import { eventRoutes } from './event-routes.tsx'
import { figureRoutes } from './figure-routes.tsx'
import { groupRoutes } from './group-routes.tsx'
import { createGuard } from './guard.tsx'
import { importRoutes } from './import-routes.tsx'
import { type PageContext, STAFF_LOCALES, say } from './page.ts'
import { partnerRoutes } from './partner-routes.tsx'
import { peopleRoutes } from './people-routes.tsx'
import { questionRoutes } from './question-routes.tsx'
import { referralRoutes } from './referral-routes.tsx'
import { RULES } from './rules.ts'
import { whatsappRoutes } from './whatsapp-routes.tsx'
import {
  keepLanguage,
  LANGUAGE_COOKIE,
  type StaffEnv,
  type StaffOptions,
  type Workspace,
} from './workspace.ts'

const MAX_BODY = 64 * 1024
/** An entry with all its phrasings, each Arabic letter in six characters. */
const MAX_DOCUMENT = 512 * 1024

/** The largest form of a page, in bytes. */
function maxBodyOf(path: string): number {
  if (path.endsWith('/content/import')) return MAX_SHEET_BYTES + MAX_BODY
  return /\/(?:content|partners)\//u.test(path) ? MAX_DOCUMENT : MAX_BODY
}

/** The workspace at `/staff`. Which addresses there are, and for whom, stands in `rules.ts`. */
export function createStaffApp(options: StaffOptions): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const { version } = loadStaticFiles()

  const pageOf = (c: Context<StaffEnv>, path: string): PageContext => {
    const signedIn = c.get('signedIn')
    return {
      texts: options.texts(),
      locale: localeOf(c),
      version,
      path,
      csrf: signedIn?.csrf,
      staff: signedIn?.staff,
      faults: signedIn === undefined ? [] : options.faults(),
      whatsappAwaySince: signedIn === undefined ? undefined : options.whatsapp?.awaySince(),
    }
  }

  app.use(csrf({ origin: (origin, c) => isOwnOrigin(origin, c, options.publicUrl()) }))
  app.use((c, next) => bodyLimit({ maxSize: maxBodyOf(c.req.path) })(c, next))
  app.use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })

  const shared = { ...options, cookie: createSessionCookie(options.secure), pageOf }
  const work: Workspace = {
    ...shared,
    on(route, handler) {
      const [method = '', path = ''] = route.split(' ')
      app.on(method, path, createGuard(shared, RULES[route]), handler)
    },
  }
  entranceRoutes(work)
  questionRoutes(work)
  groupRoutes(work)
  draftRoutes(work)
  changeRoutes(work)
  effectRoutes(work)
  eventRoutes(work)
  accountRoutes(work)
  peopleRoutes(work)
  auditRoutes(work)
  contentRoutes(work)
  importRoutes(work)
  partnerRoutes(work)
  figureRoutes(work)
  campaignRoutes(work)
  referralRoutes(work)
  announcementRoutes(work)
  whatsappRoutes(work)

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    options.logger.error('a staff page failed', { ...flawOf(error), path: c.req.routePath })
    return c.text(say(pageOf(c, '/staff'), 'error'), 500)
  })
  return app
}

/** Behind a proxy the request says http where the browser says https: the public address counts too. */
function isOwnOrigin(origin: string, c: Context, publicUrl: string): boolean {
  return origin === new URL(c.req.url).origin || origin === new URL(publicUrl).origin
}

function localeOf(c: Context): Locale {
  const asked = c.req.query('lang')
  if (isLocale(asked) && STAFF_LOCALES.includes(asked)) {
    keepLanguage(c, asked)
    return asked
  }
  const kept = getCookie(c, LANGUAGE_COOKIE)
  const locale = isLocale(kept) ? kept : pageLocale(c, 'fr')
  return locale === 'ary' ? 'ar' : locale
}
