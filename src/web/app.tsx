import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { FigureKnowledge } from '../content/index.ts'
import type { PartnerDesk } from '../conversation/index.ts'
import type { Locale } from '../core/index.ts'
import { flawOf, isDalilError } from '../errors.ts'
import type { Observatory } from '../insights/index.ts'
import type { Logger, Texts, WebChatGate } from '../ports/index.ts'
import type { PartnerDoors } from '../referrals/index.ts'
import type { NetworkPace } from './chat/network-pace.ts'
import { ChatPage } from './chat/page.tsx'
import { chatRoutes } from './chat/routes.ts'
import type { Tickets } from './chat/tickets.ts'
import { headers } from './headers.ts'
import { type HealthOptions, healthRoutes } from './health.ts'
import { pageLocale } from './language.ts'
import type { NoticeFacts } from './notice/page.tsx'
import { noticeRoutes } from './notice/routes.tsx'
import { observatoryRoutes } from './observatory-routes.tsx'
import { partnerRoutes } from './partner/routes.tsx'
import type { StaffEnv } from './staff/index.ts'
import { loadStaticFiles } from './static-files.ts'
import { WIDGET_PATH, widgetRoutes } from './widget/routes.ts'

/** What the web application is made of. */
export interface WebOptions {
  readonly chat: WebChatGate
  /** The staff workspace, mounted at `/staff`. */
  readonly staff: Hono<StaffEnv>
  /** The figures that everybody may see. */
  readonly observatory: Observatory
  /** The content of this moment, to name what was counted. */
  readonly knowledge: () => FigureKnowledge
  /** Webhooks of channels, each mounted at its path below `/webhooks`. */
  readonly webhooks: Readonly<Record<string, (request: Request) => Promise<Response>>>
  /** The texts of this moment; content may change while the server runs. */
  readonly texts: () => Texts
  readonly defaultLocale: Locale
  /** The sites that may show the chat in a panel of their own. */
  readonly widgetOrigins: readonly string[]
  /** What the data-protection notice says of this association. */
  readonly notice: NoticeFacts
  readonly health: HealthOptions
  readonly tickets: Tickets
  /** Where partners say what became of people. */
  readonly partnerDesk: PartnerDesk
  /** Where they find a slip by its code. */
  readonly partnerDoors: PartnerDoors
  /** How much may come from one network to the chat page. */
  readonly pace: NetworkPace
  /** How many proxies stand before Dalil. */
  readonly proxies: number
  /** The file of a recording by its name; nothing can be heard where left out. */
  readonly recording?: (name: string) => string | undefined
  /** Draws the slip that a signed address of the chat page names; no picture where left out. */
  readonly slip?: (token: string) => Promise<Uint8Array | undefined>
  readonly logger: Logger
}

/** The web application: chat page, staff workspace, webhooks, health. */
export function createApp(options: WebOptions): Hono {
  const app = new Hono()
  const files = loadStaticFiles()
  app.use(headers({ framed: '/', shared: WIDGET_PATH, origins: options.widgetOrigins }))
  // Not the pages of the staff: what is secret there must not stand in one stream with what is asked.
  for (const path of ['/', WIDGET_PATH, '/observatory/*', '/notice']) app.use(path, compress())
  app.route('/', healthRoutes(options.health))
  app.route('/static', files.routes)
  app.get('/', (c) => {
    const locale = pageLocale(c, options.defaultLocale)
    c.header('Cache-Control', 'no-cache')
    c.header('Vary', 'Accept-Language')
    const page = (
      <ChatPage
        texts={options.texts()}
        locale={locale}
        version={files.version}
        inWidget={c.req.query('in') === 'widget'}
        discreet={c.req.query('discreet') !== undefined}
      />
    )
    return c.html(`<!doctype html>${page}`)
  })
  const { texts, defaultLocale, widgetOrigins: origins } = options
  app.route('/', widgetRoutes({ texts, defaultLocale, origins }))
  app.route('/chat', chatRoutes(options))
  app.route('/observatory', observatoryRoutes({ ...options, version: files.version }))
  app.route('/notice', noticeRoutes(options, files.version))
  app.route('/partner', partnerRoutes({ ...options, version: files.version }))
  app.route('/staff', options.staff)
  for (const [path, handle] of Object.entries(options.webhooks)) {
    app.post(`/webhooks/${path}`, (c) => handle(c.req.raw))
    app.get(`/webhooks/${path}`, (c) => handle(c.req.raw))
  }
  app.notFound((c) => c.text('Not found', 404))
  app.onError((error, c) => {
    const code = isDalilError(error) ? error.code : 'web:unexpected'
    options.logger.error('a request failed', { ...flawOf(error), path: c.req.routePath })
    return c.json({ error: code }, 500)
  })
  return app
}
