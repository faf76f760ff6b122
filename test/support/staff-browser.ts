import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { launchChromium } from './chromium.ts'
import { startServer, type TestServer } from './server.ts'
import { opened } from './server-browser.ts'
import { PASSWORD } from './staff.ts'

export const PHONE = { width: 360, height: 640 }
export const DESK = { width: 1280, height: 800 }

/** How a page is looked at. */
export interface Look {
  readonly lang: 'fr' | 'ar' | 'en'
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
  /** Whether scripts run; they do where it is left out. */
  readonly scripts?: boolean
}

/**
 * The ways of looking that a page is checked in: each language, size and scheme comes twice. What axe
 * finds does not depend on all of them together, so it looks at half.
 */
export const LOOKS: readonly (Look & { readonly axe: boolean })[] = [
  { lang: 'fr', viewport: PHONE, colorScheme: 'light', axe: true },
  { lang: 'ar', viewport: PHONE, colorScheme: 'dark', axe: false },
  { lang: 'ar', viewport: DESK, colorScheme: 'dark', axe: true },
  { lang: 'fr', viewport: DESK, colorScheme: 'light', axe: false },
]

/** A whole Dalil, a Chromium, and the accounts that are signed in; signing in is done once each. */
export interface StaffBrowser {
  readonly server: TestServer
  readonly browser: Browser
  /** Lets time pass for Dalil. */
  advance(ms: number): void
  /** A page without a session. */
  visitor(look?: Partial<Look>): Promise<Page>
  /** A page of the first account, an admin. */
  admin(look?: Partial<Look>): Promise<Page>
  /** The address of a page of this server. */
  at(path: string): string
  stop(): Promise<void>
}

const SCREENS = join(PROJECT_ROOT, '.artefacts')

/** Starts a {@link StaffBrowser}: `amina` is its admin. */
async function openStaffBrowser(): Promise<StaffBrowser> {
  mkdirSync(SCREENS, { recursive: true })
  let offset = 0
  const [server, browser] = await Promise.all([
    startServer({ clock: { now: () => Date.now() + offset } }),
    launchChromium(),
  ])
  const at = (path: string) => `${server.url}${path}`
  const contexts: BrowserContext[] = []
  const open = async (look: Partial<Look>, storageState?: BrowserContext['storageState']) => {
    const { viewport = PHONE, colorScheme = 'light', scripts = true } = look
    const state = storageState === undefined ? {} : { storageState: await storageState() }
    const context = await browser.newContext({
      ...{ viewport, colorScheme, javaScriptEnabled: scripts, ...state },
    })
    contexts.push(context)
    return context.newPage()
  }
  const first = await open({})
  const { pathname, search } = new URL(server.running.signInLink ?? '')
  await first.goto(at(`${pathname}${search}&lang=fr`))
  await first.fill('[name=name]', 'amina')
  await first.fill('[name=password]', PASSWORD)
  await first.click('main button')
  await first.waitForURL(at('/staff'))
  return {
    server,
    browser,
    at,
    advance: (ms) => {
      offset += ms
    },
    visitor: (look = {}) => open(look),
    async admin(look = {}) {
      const page = await open(look, () => first.context().storageState())
      if (look.lang !== undefined) await page.goto(at(`/staff/account?lang=${look.lang}`))
      return page
    },
    async stop() {
      await browser.close()
      await server.stop()
    },
  }
}

/** {@link openStaffBrowser} for the tests of one `describe`: before the first, until after the last. */
export function useStaffBrowser(): Omit<StaffBrowser, 'stop'> {
  let staff: StaffBrowser | undefined
  beforeAll(async () => {
    staff = await openStaffBrowser()
  })
  afterAll(() => staff?.stop())
  return {
    get server() {
      return opened(staff).server
    },
    get browser() {
      return opened(staff).browser
    },
    at: (path) => opened(staff).at(path),
    advance: (ms) => opened(staff).advance(ms),
    visitor: (look) => opened(staff).visitor(look),
    admin: (look) => opened(staff).admin(look),
  }
}

/** What axe finds at WCAG 2.2 AA, where it looks, and how far the page reaches beyond its edge. */
export async function faultsOf(page: Page, axe = true): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = axe
    ? await new AxeBuilder({ page }).withTags(tags).analyze()
    : { violations: [] }
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...(beyond > 0 ? [`${beyond} px beyond the edge`] : []),
  ]
}

/** Keeps a picture of a page for people to look at. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true })
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) === true,
      selector,
    )
    if (isThere) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} cannot be reached by the keyboard`)
}
