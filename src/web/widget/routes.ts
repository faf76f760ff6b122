import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { directionOf, LOCALES, type Locale } from '../../core/index.ts'
import type { Texts } from '../../ports/index.ts'
import { LANGUAGE_TAG } from '../language.ts'

/** What the widget works with. */
export interface WidgetOptions {
  /** The sites that may show the chat in a panel; others get a link to it. */
  readonly origins: readonly string[]
  readonly texts: () => Texts
  readonly defaultLocale: Locale
}

/** The path of the script that the association's own site names. */
export const WIDGET_PATH = '/widget.js'

/** The name in the script in whose place its settings are put. */
const SETTINGS = 'DALIL_WIDGET'

/** For how long a site's visitors may keep the script, in seconds: its address never changes. */
const MAX_AGE_S = 3600

/** The script that opens the chat on another site: one file, with its style and its texts. */
export function widgetRoutes(options: WidgetOptions): Hono {
  const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  const script = compact(file('widget.js'))
  const style = compact(file('widget.css'))
  const routes = new Hono()
  routes.get(WIDGET_PATH, (c) => {
    const texts = options.texts()
    const settings = {
      origins: options.origins,
      locale: options.defaultLocale,
      texts: Object.fromEntries(LOCALES.map((locale) => [locale, textsIn(texts, locale)])),
      style,
    }
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    c.header('Cache-Control', `public, max-age=${MAX_AGE_S}`)
    return c.body(script.replace(SETTINGS, () => JSON.stringify(settings)))
  })
  return routes
}

function textsIn(texts: Texts, locale: Locale) {
  const say = (key: string) => texts.text(locale, `widget:${key}`)
  return {
    tag: LANGUAGE_TAG[locale],
    direction: directionOf(locale),
    open: say('open'),
    title: say('title'),
    close: say('close'),
    neutral: { open: say('neutral.open'), title: say('neutral.title') },
  }
}

/** Without the comments and the space at the beginning of lines; what is left reads the same. */
function compact(source: string): string {
  return source.replace(/^\s*(?:\/\/.*)?\n?/gmu, '')
}
