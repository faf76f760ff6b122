import type { Hono } from 'hono'
import { createAnnouncements } from '../../../src/announcements/index.ts'
import { type Campaigns, createCampaigns } from '../../../src/campaigns/index.ts'
import { CHANNEL_LIMITS } from '../../../src/channels/limits.ts'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { createEditing, figuresOf } from '../../../src/content/index.ts'
import { createPartnerDesk } from '../../../src/conversation/index.ts'
import type { Fault } from '../../../src/core/index.ts'
import { createObservatory } from '../../../src/insights/index.ts'
import {
  type QuestionRecord,
  type Role,
  silentLogger,
  type WhatsAppDeliveries,
  type WhatsAppLine,
} from '../../../src/ports/index.ts'
import { createKeyring, createPseudonymizer } from '../../../src/privacy/index.ts'
import {
  createPartnerDoors,
  createReferralOverview,
  createSilentBook,
  type PartnerDoors,
  type SilentBook,
} from '../../../src/referrals/index.ts'
import {
  createPresence,
  createPreviews,
  createPublishing,
  createReview,
  type PreviewStep,
  type Publishing,
} from '../../../src/review/index.ts'
import {
  createApp,
  createNetworkPace,
  createStaffApp,
  createTickets,
} from '../../../src/web/index.ts'
import type { StaffEnv } from '../../../src/web/staff/index.ts'
import { outgoing, question } from '../../store/records.ts'
import { realProject, realServices } from '../../support/project.ts'
import { createStaffRoom, type StaffRoom, sealer } from '../../support/staff.ts'

const setting = Buffer.alloc(32, 1).toString('base64')

/** Hides what is kept of people and partners. */
export const pseudonym = createPseudonymizer(createKeyring({ dir: '/nowhere', setting }))

/** The address at which the workspace under test is reached. */
export const ORIGIN = 'https://dalil.example'

const project = realProject()
const { texts } = project

/** The whole web application over a staff of its own. */
export interface TestWorkspace extends StaffRoom {
  readonly app: Hono
  readonly campaigns: Campaigns
  readonly publishing: Publishing
  readonly silent: SilentBook
  readonly doors: PartnerDoors
  /** What the checks of the content find from now on. */
  readonly faults: Fault[]
  /** What is wrong in the newest files, so that those before go on answering. */
  readonly fileFaults: Fault[]
  /** What is worked out of the effect of every change from now on. */
  readonly effect: PreviewStep[]
  /** The routes of the workspace alone. */
  readonly routes: Hono<StaffEnv>['routes']
  /** Asks for a page as a browser does. */
  get(name: string): ReturnType<StaffRoom['get']>
  visit(path: string, cookie?: string): Promise<Response>
  /** Sends a form as a page of the workspace does; `fields` may leave out what it would carry. */
  submit(path: string, fields: Fields | URLSearchParams, options?: SubmitOptions): Promise<Response>
  /** Makes an account and signs it in. */
  enter(name: string, role: Role): Promise<Visitor>
  /** A question that waits, in a group of its own unless one is named; resolves with its id. */
  ask(text: string, change?: Partial<QuestionRecord>): Promise<string>
}

export type Fields = Readonly<Record<string, string>>

export interface SubmitOptions {
  readonly cookie?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** A signed-in browser. */
export interface Visitor {
  readonly id: string
  readonly session: string
  readonly cookie: string
  readonly csrf: string
}

export function createWorkspace(
  secure = true,
  whatsapp?: WhatsAppLine,
  room = createStaffRoom(),
  deliveries?: () => Promise<WhatsAppDeliveries>,
): TestWorkspace {
  const { staff, store, clock } = room
  const { newId } = room
  const review = createReview({
    ...{ store, sealer, clock, newId, audit: staff.audit },
    // As the composition does it, but for the address and the words around.
    async reply(kept, question, said, dueAt) {
      const id = newId()
      const message = said.type === 'closed' ? '' : said.text
      const record = outgoing(id, { person: question.person, message, dueAt })
      await kept.outbox.add({ ...record, questionId: question.id })
      return id
    },
  })
  const faults: Fault[] = []
  const fileFaults: Fault[] = []
  const effect: PreviewStep[] = []
  const publishing = createPublishing({
    ...{ store, clock, newId, audit: staff.audit },
    check: async () => faults,
    apply: async () => {},
  })
  let chance = 0
  const campaigns = createCampaigns({
    ...{ store, clock, audit: staff.audit, random: (limit) => (chance = (chance + 7919) % limit) },
    isFlow: (flow) => project.flows.has(flow),
  })
  const silent = createSilentBook({ store, sealer, clock, audit: staff.audit })
  const doors = createPartnerDoors({
    ...{ store, sealer, hide: pseudonym, clock, audit: staff.audit },
  })
  const routes = createStaffApp({
    ...{ store, staff, review, publishing, clock, secure, logger: silentLogger },
    editing: createEditing({
      ...{ root: PROJECT_ROOT, store, clock, knowledge: () => project },
      limits: Object.values(CHANNEL_LIMITS),
    }),
    announcements: createAnnouncements({
      ...{ store, clock, newId, audit: staff.audit, pseudonym: (value) => value },
      numbersIn: figuresOf,
    }),
    referrals: {
      overview: createReferralOverview({ store, sealer, hide: pseudonym }),
      silent,
      doors,
    },
    ...{ campaigns, doors: () => ({ publicUrl: ORIGIN }), knowledge: () => project },
    texts: () => texts,
    faults: () => fileFaults,
    publicUrl: () => ORIGIN,
    services: realServices,
    presence: createPresence({ store, clock }),
    previews: createPreviews({
      ...{ store, sealer, clock, logger: silentLogger },
      run: async (_, tell) => effect.forEach(tell),
    }),
    whatsapp,
    deliveries,
    subscribe: () => () => {},
  })
  const app = createApp({
    chat: { open: () => () => {}, acknowledge: () => {}, post: async () => {}, addressOf: unused },
    staff: routes,
    observatory: createObservatory({ figures: store.figures, clock }),
    knowledge: () => project,
    webhooks: {},
    texts: () => texts,
    widgetOrigins: [],
    proxies: 0,
    pace: createNetworkPace({ perMinute: 1000, clock, salt: 'salt' }),
    defaultLocale: 'fr',
    notice: { questionDays: 90, personDays: 365 },
    health: { ready: () => true, reachStore: async () => {} },
    tickets: createTickets({ sealer, store, clock }),
    partnerDesk: createPartnerDesk({ store, sealer, clock, pseudonym }),
    partnerDoors: doors,
    logger: silentLogger,
  })
  const cookieOf = (session: string) => `${secure ? '__Host-' : ''}dalil_staff=${session}`
  return {
    ...room,
    app,
    campaigns,
    publishing,
    faults,
    fileFaults,
    effect,
    routes: routes.routes,
    silent,
    doors,
    visit: async (path, cookie = '') => app.request(`${ORIGIN}${path}`, { headers: { cookie } }),
    submit: async (path, fields, { cookie = '', headers = {} } = {}) =>
      app.request(`${ORIGIN}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie, origin: ORIGIN, ...headers },
      }),
    async enter(name, role) {
      const session = await room.join(name, role)
      const found = await staff.entrance.find(session, { active: true })
      const { csrf = '', staff: account } = found ?? {}
      return { id: account?.id ?? '', session, cookie: cookieOf(session), csrf }
    },
    async ask(text, change = {}) {
      const id = newId()
      const thread = [{ from: 'person' as const, text: sealer.seal(text, 'question'), at: 1000 }]
      await store.questions.put(question(id, { thread, group: id, ...change }))
      return id
    },
  }
}

/** The session that an answer sets, by the name of its cookie and its value. */
export function sessionIn(response: Response): string {
  return /dalil_staff=([^;]+)/u.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

function unused(): never {
  throw new Error('the chat is not part of this test')
}
