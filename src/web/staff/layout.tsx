import type { Child } from 'hono/jsx'
import { directionOf, type Fault, type Locale } from '../../core/index.ts'
import type { Role, StaffRecord, Texts } from '../../ports/index.ts'
import { includesRole } from '../../staff/index.ts'

/** What every staff page is given. */
export interface PageContext {
  readonly texts: Texts
  readonly locale: Locale
  readonly version: string
  /** Where this page is found again by a plain link. */
  readonly path: string
  readonly csrf?: string | undefined
  readonly staff?: StaffRecord | undefined
  /** What keeps the newest files from being used; shown to those who are signed in. */
  readonly faults?: readonly Fault[]
  /** Since when WhatsApp has been without its phone, once all must know. */
  readonly whatsappAwaySince?: number | undefined
}

/** The languages of the staff workspace. */
export const STAFF_LOCALES: readonly Locale[] = ['fr', 'ar', 'en']

/** A text of the staff workspace: a key of `staff.yaml`, or of another file as `file:key`. */
export function say(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  const text = page.texts.text(page.locale, key.includes(':') ? key : `staff:${key}`, values)
  return page.locale === 'fr' ? withFixedSpaces(text) : text
}

/** In French a line never breaks before a colon or inside quotation marks. */
function withFixedSpaces(text: string): string {
  return text.replace(/ (?=[:;?!»%])/gu, '\u00a0').replace(/(?<=«) /gu, '\u00a0')
}

/** A moment as it is read in Morocco. */
export function showTime(page: PageContext, time: number): string {
  return formatterOf(page, { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

/** The day of a moment in Morocco. */
export function showDay(page: PageContext, time: number): string {
  return formatterOf(page, { dateStyle: 'medium' }).format(time)
}

function formatterOf(page: PageContext, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = page.locale === 'ar' || page.locale === 'ary' ? 'ar-MA' : page.locale
  return new Intl.DateTimeFormat(tag, { ...style, timeZone: 'Africa/Casablanca' })
}

interface Section {
  readonly path: string
  readonly key: string
  readonly role: Role
  /** Further pages that belong to it. */
  readonly also?: readonly string[]
}

const SECTIONS: readonly Section[] = [
  {
    ...{ path: '/staff', key: 'desk:list.title', role: 'reviewer' },
    also: ['/staff/groups', '/staff/questions', '/staff/disliked', '/staff/undelivered'],
  },
  { path: '/staff', key: 'counts.title', role: 'viewer' },
  { path: '/staff/content', key: 'content-pages:title', role: 'editor' },
  { path: '/staff/partners', key: 'partner-pages:title', role: 'editor' },
  { path: '/staff/changes', key: 'changes:title', role: 'reviewer' },
  { path: '/staff/figures', key: 'figures', role: 'viewer' },
  { path: '/staff/campaigns', key: 'campaigns', role: 'viewer' },
  { path: '/staff/announcements', key: 'announcements:staff-title', role: 'viewer' },
  { path: '/staff/referrals', key: 'referral:staff.title', role: 'editor' },
  { path: '/staff/people', key: 'people.title', role: 'admin' },
  { path: '/staff/whatsapp', key: 'whatsapp:title', role: 'admin' },
  { path: '/staff/audit', key: 'audit.title', role: 'admin' },
  { path: '/staff/account', key: 'account.title', role: 'viewer' },
]

/** htmx: nothing inline, which the pages forbid, and every page is found again by its address. */
const HTMX = JSON.stringify({
  ...{ includeIndicatorCSS: false, history: false, noSwap: [204, 304, '4xx', '5xx'] },
})

/**
 * The frame of every staff page: the sections, one column of work, and beside it one of context
 * where there is any.
 */
export function Layout(props: {
  readonly page: PageContext
  readonly title: string
  /** What helps with the work at hand; below it on a phone. */
  readonly aside?: Child
  readonly children: Child
}) {
  const { page, title, aside } = props
  return (
    <html lang={page.locale} dir={directionOf(page.locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content={HTMX} />
        <title>{`${title} · Dalil`}</title>
        <link rel="stylesheet" href={`/static/staff.css?v=${page.version}`} />
        <link rel="stylesheet" href={`/static/staff-work.css?v=${page.version}`} />
        <link rel="stylesheet" href={`/static/staff-content.css?v=${page.version}`} />
        <link rel="stylesheet" href={`/static/figures.css?v=${page.version}`} />
        <link rel="icon" href={`/static/icon.svg?v=${page.version}`} type="image/svg+xml" />
        <script src={`/static/htmx.min.js?v=${page.version}`} defer />
        <script src={`/static/staff.js?v=${page.version}`} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          {say(page, 'skip')}
        </a>
        <header class="top">
          <a class="brand" href="/staff">
            <span class="mark" aria-hidden="true" />
            {say(page, 'title')}
          </a>
          <Languages page={page} />
        </header>
        <div class={page.staff === undefined ? 'frame alone' : 'frame'}>
          {page.staff === undefined ? null : <Sections page={page} staff={page.staff} />}
          <div class={aside === undefined ? 'columns' : 'columns two'}>
            <main id="main" tabindex={-1}>
              <h1>{title}</h1>
              <Faults page={page} />
              <WhatsAppAway page={page} />
              {props.children}
            </main>
            {aside === undefined ? null : (
              <aside class="context" aria-label={say(page, 'context')}>
                {aside}
              </aside>
            )}
          </div>
        </div>
      </body>
    </html>
  )
}

function Languages({ page }: { readonly page: PageContext }) {
  const mark = page.path.includes('?') ? '&' : '?'
  return (
    <nav class="languages" aria-label={say(page, 'language')}>
      {STAFF_LOCALES.map((locale) => (
        <a
          href={`${page.path}${mark}lang=${locale}`}
          lang={locale}
          aria-current={locale === page.locale ? 'true' : undefined}
        >
          {page.texts.text(locale, 'language.name')}
        </a>
      ))}
    </nav>
  )
}

/** A column on a wide screen; on a phone a line that opens. */
function Sections({ page, staff }: { readonly page: PageContext; readonly staff: StaffRecord }) {
  const sections = SECTIONS.filter(({ role }) => includesRole(staff.role, role))
  const shown = sections.filter(
    ({ path }, at) => sections.findIndex((one) => one.path === path) === at,
  )
  const current = shown.find((section) => isIn(section, page.path))
  const list = <SectionList page={page} staff={staff} sections={shown} current={current} />
  return (
    <>
      <details class="sections folded">
        <summary>{current === undefined ? say(page, 'sections') : say(page, current.key)}</summary>
        {list}
      </details>
      <div class="sections">{list}</div>
    </>
  )
}

function SectionList(props: {
  readonly page: PageContext
  readonly staff: StaffRecord
  readonly sections: readonly Section[]
  readonly current: Section | undefined
}) {
  const { page, staff, sections, current } = props
  return (
    <>
      <nav aria-label={say(page, 'sections')}>
        {sections.map((section) => (
          <a href={section.path} aria-current={section === current ? 'page' : undefined}>
            {say(page, section.key)}
          </a>
        ))}
      </nav>
      <form method="post" action="/staff/sign-out">
        <Token page={page} />
        <p class="meta">
          <bdi>{staff.name}</bdi> · {say(page, `role.${staff.role}`)}
        </p>
        <button type="submit" class="quiet">
          {say(page, 'sign-out')}
        </button>
      </form>
    </>
  )
}

/** A page below the address of a section belongs to it; the root has its own list. */
function isIn({ path, also = [] }: Section, address: string): boolean {
  const at = address.split('?')[0] ?? ''
  if (at === path) return true
  const below = path === '/staff' ? also : [path, ...also]
  return below.some((one) => at === one || at.startsWith(`${one}/`))
}

/** More of them than this are for `npm run check`. */
const MAX_FAULTS = 10

/** The mistakes in the newest files, in the words of `npm run check`. */
function Faults({ page }: { readonly page: PageContext }) {
  const faults = page.faults ?? []
  if (faults.length === 0) return null
  return (
    <section class="notice" role="alert" id="faults">
      <p>{say(page, 'faults.title', { count: faults.length })}</p>
      <ul lang="en" dir="ltr">
        {faults.slice(0, MAX_FAULTS).map(({ file, line, column, message }) => (
          <li>
            <code>{`${file}:${line}:${column}`}</code> {message}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** People write there and nobody answers: that is for everybody to know. */
function WhatsAppAway({ page }: { readonly page: PageContext }) {
  const since = page.whatsappAwaySince
  if (since === undefined) return null
  return <Notice text={say(page, 'whatsapp:away', { time: showTime(page, since) })} />
}

/** What shows that a form comes from a page of this session. */
export function Token({ page }: { readonly page: PageContext }) {
  return <input type="hidden" name="csrf" value={page.csrf} />
}

/** A line that says how the last action ended. */
export function Notice({ text, good }: { readonly text: string; readonly good?: boolean }) {
  return (
    <p class={good === true ? 'notice good' : 'notice'} role={good === true ? 'status' : 'alert'}>
      {text}
    </p>
  )
}

/** A {@link Notice} where there is something to say. */
export function Outcome(props: {
  readonly problem?: string | undefined
  readonly done?: string | undefined
}) {
  if (props.problem !== undefined) return <Notice text={props.problem} />
  return props.done === undefined ? null : <Notice text={props.done} good />
}
