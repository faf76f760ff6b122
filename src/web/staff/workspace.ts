import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Announcements } from '../../announcements/index.ts'
import type { Campaigns, Doors } from '../../campaigns/index.ts'
import type { Editing, FigureKnowledge } from '../../content/index.ts'
import type { TurnServices } from '../../conversation/index.ts'
import type { Fault } from '../../core/index.ts'
import type {
  Clock,
  Logger,
  Store,
  Texts,
  WhatsAppDeliveries,
  WhatsAppLine,
} from '../../ports/index.ts'
import type { PartnerDoors, ReferralOverview, SilentBook } from '../../referrals/index.ts'
import type { Presence, Previews, Publishing, Review } from '../../review/index.ts'
import type { SignedIn, Staff } from '../../staff/index.ts'
import type { SessionCookie } from './cookies.ts'
import type { PageContext } from './page.ts'
import type { StaffRoute } from './rules.ts'

/** What the staff workspace works with. */
export interface StaffOptions {
  readonly store: Store
  readonly staff: Staff
  readonly review: Review
  /** The changes of the content by the staff. */
  readonly publishing: Publishing
  /** The entries and partners as somebody changes them. */
  readonly editing: Editing
  readonly campaigns: Campaigns
  /** People who were sent to partners, and contacts that do not answer. */
  readonly referrals: {
    readonly overview: ReferralOverview
    readonly silent: SilentBook
    /** The keys by which partners find a slip from its code. */
    readonly doors: PartnerDoors
  }
  readonly announcements: Announcements
  /** Where links of campaigns can lead at this moment. */
  readonly doors: () => Doors
  /** The content of this moment, to name what was counted. */
  readonly knowledge: () => FigureKnowledge
  readonly clock: Clock
  readonly logger: Logger
  readonly texts: () => Texts
  /** What keeps the newest files of content and flows from being used. */
  readonly faults: () => readonly Fault[]
  /** Where one-time links lead; no slash at the end. Never taken from what a request says. */
  readonly publicUrl: () => string
  /** The content and the model that answer at this moment. */
  readonly services: () => TurnServices
  /** Calls back with what is new for open pages; returns the way to stop it. */
  readonly subscribe: (listener: (event: StaffEvent, data: string) => void) => () => void
  /** Who is writing a reply. */
  readonly presence: Presence
  /** What changes of the content would do. */
  readonly previews: Previews
  /** WhatsApp by way of a phone; left out where it is off. */
  readonly whatsapp?: WhatsAppLine | undefined
  /** What became of messages by WhatsApp's official API; left out where it is off. */
  readonly deliveries?: (() => Promise<WhatsAppDeliveries>) | undefined
  /** Pages are reached over HTTPS: cookies are marked so. */
  readonly secure: boolean
}

/** What open pages hear of: questions that changed, or a group to which somebody is writing. */
export type StaffEvent = 'changed' | 'writing'

/** What a request carries once its rule has let it pass. */
export type StaffEnv = { Variables: { signedIn: SignedIn } }

/** A request to the workspace. */
export type StaffContext = Context<StaffEnv>

/** What answers a request. */
export type StaffHandler = (c: StaffContext) => Response | Promise<Response>

/** What the routes of the workspace share. */
export interface Workspace extends StaffOptions {
  /** Answers a route, behind its rule. */
  readonly on: (route: StaffRoute, handler: StaffHandler) => void
  readonly cookie: SessionCookie
  /** The page for whoever calls; `path` is where its links of language lead. */
  readonly pageOf: (c: StaffContext, path: string) => PageContext
}

/** A field of a form, as text; empty where it is missing or a file. */
export async function readField(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

/** A page as it is sent. */
export function html(body: unknown): string {
  return `<!doctype html>${String(body)}`
}

/** The cookie that holds the language that somebody chose. */
export const LANGUAGE_COOKIE = 'dalil_language'

/** Remembers the language that somebody chose. */
export function keepLanguage(c: Context, locale: string): void {
  setCookie(c, LANGUAGE_COOKIE, locale, { path: '/staff', sameSite: 'Strict', httpOnly: true })
}
