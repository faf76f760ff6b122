import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { announcementPaces, createAnnouncements } from './announcements/index.ts'
import { createCampaigns } from './campaigns/index.ts'
import { CHANNEL_LIMITS } from './channels/limits.ts'
import { createWebChatChannel } from './channels/web-chat/index.ts'
import type { Config } from './config.ts'
import { createEditing, figuresOf, type Overlay, readMonths, readProject } from './content/index.ts'
import { createDalil, createRetention, type Dalil } from './conversation/index.ts'
import { type ChannelName, dayOf, type PersonId, toPersonId } from './core/index.ts'
import { openDocumentCache } from './documents/index.ts'
import { createEars, type Ears } from './ears.ts'
import { openTransformersEncoder } from './embeddings/transformers/index.ts'
import { DalilError, messageOf } from './errors.ts'
import { followOthers } from './follow-others.ts'
import { createIds, newSecret } from './ids.ts'
import { createObservatory } from './insights/index.ts'
import { createKnownPeople } from './known-people.ts'
import {
  checkApart,
  createLive,
  createPublishedContent,
  type Live,
  learnApart,
  type PublishedContent,
  watchProject,
  workOutApart,
} from './live/index.ts'
import { createMetrics } from './metrics.ts'
import type { OpenChannels } from './open-channels.ts'
import { type OpenedStore, openStore } from './open-store.ts'
import { createOutsideEncoder, type OutsideEncoder } from './outside-encoder.ts'
import {
  type Channel,
  type Clock,
  type Logger,
  type Repositories,
  type Store,
  systemTimers,
} from './ports/index.ts'
import { createKeyring, createPseudonymizer, createSealer, redact } from './privacy/index.ts'
import { createReferralRoom } from './referral-room.ts'
import type { SilentBook } from './referrals/index.ts'
import type { Publishing } from './review/index.ts'
import { learn, lessonOf, teach } from './services.ts'
import { openTranscriber } from './speech/index.ts'
import { createStaff } from './staff/index.ts'
import { createDesk } from './staff-desk.ts'
import {
  createApp,
  createNetworkPace,
  createStaffApp,
  createTickets,
  WIDGET_PATH,
} from './web/index.ts'

/** A running Dalil. */
export interface Running {
  readonly port: number
  readonly dalil: Dalil
  readonly store: Store
  readonly channels: readonly Channel[]
  /** The content and the flows that answer, and what is wrong in the newest files. */
  readonly live: Live
  /** The encoder that the settings name, besides the one that is learnt from the content. */
  readonly encoder: OutsideEncoder
  readonly ears: Ears
  /** The changes of the content by the staff. */
  readonly publishing: Publishing
  /** Contacts of partners that do not answer. */
  readonly silent: SilentBook
  /** Makes the first account of the staff; `undefined` once there is one. */
  readonly signInLink: string | undefined
  /** Finishes the turns in hand, lets go of the store, and closes the port. */
  stop(): Promise<void>
}

/** What a run is made of besides its settings. */
export interface StartOptions {
  readonly config: Config
  /** The folder of the project, with `content/` and `flows/`. */
  readonly root: string
  /** Further folders that may hold the trained model. */
  readonly modelDirs: readonly string[]
  /** The file that remembers what was parsed. */
  readonly documentCache: string
  readonly clock: Clock
  readonly logger: Logger
  /** The channels to switch on besides the web chat. */
  readonly channels: OpenChannels
  /** Whether changed files take effect while it runs; they do unless said otherwise. */
  readonly watch?: boolean
}

/** How often what is due is sent, in ms. */
const SWEEP_MS = 1000

/** How often it is seen that another process published something, in ms. */
const PUBLISHED_POLL_MS = 5000

/** Puts the parts together and starts them. */
export async function start(options: StartOptions): Promise<Running> {
  const opened = await openStore(options)
  try {
    return await startWith(options, opened)
  } catch (error) {
    await opened.jobs.stop()
    await opened.store.close()
    throw error
  }
}

async function startWith(
  options: StartOptions,
  { store, jobs, own }: OpenedStore,
): Promise<Running> {
  const { config, clock, logger } = options
  const keyring = createKeyring({
    dir: config.dataDir,
    ...(config.dalilKey === undefined ? {} : { setting: config.dalilKey }),
  })
  await rememberKey(store, keyring.id)
  const sealer = createSealer(keyring)
  const pseudonym = createPseudonymizer(keyring)
  const ending = new AbortController()
  const published = createPublishedContent(store)
  const read = async () =>
    readProject(options.root, openDocumentCache(options.documentCache), await published.read())
  const check = (overlay: Overlay, signal: AbortSignal) => {
    const { root, documentCache } = options
    return checkApart({ root, documentCache, overlay, today: dayOf(clock.now()) }, signal)
  }
  const project = await read()
  for (const fault of project.faults) logger.error('content is faulty', { ...fault })
  const modelDirs = [join(config.dataDir, 'models'), ...options.modelDirs]
  const encoder = createOutsideEncoder({
    ...{ config, logger, open: openTransformersEncoder, timers: systemTimers },
    onChange: () => live.relearn(),
  })
  const live = createLive({
    project,
    taught: teach(learn(lessonOf(project), { modelDirs, logger })),
    retentionDays: config.retentionDays,
    read,
    check: async (signal) => check(await published.read(), signal),
    learn: async (lesson, signal) =>
      learnApart({ lesson: await encoder.join(lesson, signal), modelDirs }, signal),
    onLearnt: () => void grouping.refresh(),
    logger,
  })
  const newId = createIds(clock)
  const webChat = createWebChatChannel({
    clock,
    nameOf: pseudonym,
    onShown: (name, ids) => {
      const told = store.signals.send({ type: 'shown', person: toPersonId(name), ids })
      told.catch((error: unknown) => logger.warn('a page could not be heard', reasonOf(error)))
    },
  })
  const staff = createStaff({ store, clock, sealer, newSecret, newId })
  const campaigns = createCampaigns({
    ...{ store, clock, random: randomInt, audit: staff.audit },
    isFlow: (flow) => live.services().knowledge.flows.has(flow),
  })
  await campaigns.refresh()
  const announcements = createAnnouncements({
    ...{ store, clock, newId, pseudonym, audit: staff.audit },
    numbersIn: (text) => figuresOf(text, readMonths(live.services().knowledge.texts)),
  })
  const referrals = createReferralRoom({
    ...{ store, sealer, pseudonym, clock, audit: staff.audit },
    publicUrl: () => url,
    notices: {
      mail: config.mail !== undefined,
      telegramBot: config.telegramBotToken?.split(':')[0],
    },
  })
  const services = () => {
    const now = live.services()
    return referrals.dress({ ...now, campaigns: campaigns.book(now.knowledge.texts) })
  }
  const desk = createDesk({
    ...{ store, sealer, clock, logger, newId, audit: staff.audit, live },
    check: (overlay) => check(overlay, ending.signal),
    effect: (request, tell, signal) => {
      const { root, documentCache } = options
      const place = { root, documentCache, today: dayOf(clock.now()), modelDirs }
      return workOutApart({ ...place, ...request }, tell, signal)
    },
  })
  const { review, grouping, publishing } = desk
  const opened = await options.channels(services, store, createKnownPeople({ store, pseudonym }))
  const channels = [webChat, ...opened.channels]
  const channel = (name: ChannelName) => channels.find((one) => one.name === name)
  const token = config.metricsToken
  const metrics = token === undefined ? undefined : createMetrics({ token, store, channels })
  const { whatsappPerMinute: perMinute, whatsappPerDay: perDay } = config
  const announcementPace = announcementPaces({ perMinute, perDay })
  const ears = createEars({
    ...{ config, channel, logger, open: openTranscriber, timers: systemTimers },
  })
  const dalil = createDalil({
    ...(metrics === undefined ? {} : { onTurn: metrics.onTurn }),
    store,
    channel,
    services,
    pseudonym,
    sealer,
    redact: (text, locale) =>
      redact(text, {
        marks: (kind) => live.services().knowledge.texts.text(locale, `redacted.${kind}`),
      }),
    clock,
    logger,
    newId,
    defaultLocale: config.defaultLocale,
    groupOf: grouping.place,
    encode: encoder.encode,
    ...(ears.hear === undefined ? {} : { hear: ears.hear }),
    slips: referrals.slips,
    announcementPace: (name) => announcementPace[name],
    pace: config.pace,
  })
  const deliver = (person: PersonId) => {
    dalil.sender.deliver(person).catch((error: unknown) => {
      logger.error('delivering failed', reasonOf(error))
    })
  }
  const unfollow = followOthers({ store, webChat, deliver })
  let ready = false
  let url = config.publicUrl
  const knowledge = () => live.services().knowledge
  const { widgetOrigins } = config.web
  const doors = () => ({
    publicUrl: url,
    ...(widgetOrigins.length === 0 ? {} : { widget: `${url}${WIDGET_PATH}` }),
    telegramBot: channel('telegram')?.publicName?.(),
    whatsappNumber:
      config.whatsappNumber ??
      channel('whatsapp-cloud')?.publicName?.() ??
      channel('whatsapp-web')?.publicName?.(),
  })
  const app = createApp({
    chat: webChat,
    recording: (name) => knowledge().recordings.find(name),
    staff: createStaffApp({
      store,
      staff,
      review,
      publishing,
      editing: createEditing({
        ...{ root: options.root, store, clock, knowledge },
        limits: Object.values(CHANNEL_LIMITS),
      }),
      campaigns,
      referrals,
      announcements,
      doors,
      knowledge,
      clock,
      logger,
      texts: () => live.services().knowledge.texts,
      faults: live.faults,
      services,
      presence: desk.presence,
      previews: desk.previews,
      subscribe: (listener) =>
        store.listen((signal) => {
          if (signal.type === 'question') listener('changed', '')
          if (signal.type === 'writing') listener('writing', signal.group)
        }),
      whatsapp: opened.whatsapp,
      deliveries: opened.deliveries,
      publicUrl: () => url,
      secure: config.publicUrl.startsWith('https:'),
    }),
    observatory: createObservatory({ figures: store.figures, clock }),
    knowledge,
    webhooks: opened.webhooks,
    texts: () => live.services().knowledge.texts,
    defaultLocale: config.defaultLocale,
    widgetOrigins,
    proxies: config.web.proxies,
    pace: createNetworkPace({ perMinute: config.web.perMinute, clock, salt: newSecret() }),
    notice: {
      ...config.association,
      questionDays: config.retentionDays,
      personDays: config.personDays,
    },
    health: {
      ready: () => ready,
      reachStore: async () => void (await store.settings.find(KEY_SETTING)),
      metrics,
    },
    tickets: createTickets({ sealer, store, clock }),
    partnerDesk: referrals.desk,
    logger,
  })
  const { server, port } = await listen(app.fetch, config)
  for (const one of channels) {
    one.onReachable?.((address) => deliver(toPersonId(pseudonym(address))))
    await one.start(dalil.receive)
  }
  const forget = createRetention({
    ...{ store, clock, logger },
    questionDays: config.retentionDays,
    personDays: config.personDays,
  })
  await jobs.start([
    ...own,
    { name: 'reminders', at: 'every-minute', work: dalil.remind },
    { name: 'silent-contacts', at: 'every-minute', work: referrals.silent.gather },
    { name: 'announcements', at: 'every-minute', work: dalil.announce },
    { name: 'forget', at: 'every-night', work: forget },
  ])
  const sweeper = setInterval(() => {
    dalil.sender.sweep().catch((error: unknown) => {
      logger.error('sending what is due failed', reasonOf(error))
    })
  }, SWEEP_MS)
  const lookout = setInterval(() => {
    followPublished(published, live).catch((error: unknown) => {
      logger.error('published content could not be read', reasonOf(error))
    })
  }, PUBLISHED_POLL_MS)
  if (config.port !== port) url = `http://localhost:${port}`
  const first = await staff.people.inviteFirst()
  const signInLink = first === undefined ? undefined : `${url}/staff/join?token=${first}`
  const watch = options.watch === false ? undefined : watchProject(options.root, live.reload)
  void grouping.refresh()
  const stopFollowing = store.listen(({ type }) => {
    if (type === 'question' || type === 'gap') void grouping.follow()
  })
  ready = true
  void encoder.load()
  void ears.load()
  return {
    port,
    signInLink,
    dalil,
    store,
    channels,
    live,
    encoder,
    ears,
    publishing,
    silent: referrals.silent,
    async stop() {
      ready = false
      watch?.stop()
      live.stop()
      await Promise.all([encoder.close(), ears.close()])
      ending.abort()
      stopFollowing()
      desk.presence.stop()
      desk.previews.stop()
      clearInterval(sweeper)
      clearInterval(lookout)
      await jobs.stop()
      unfollow()
      server.close()
      await Promise.all(channels.map((one) => one.stop()))
      await dalil.stop()
      await store.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}

async function followPublished(published: PublishedContent, live: Live): Promise<void> {
  if (await published.isStale()) await live.reload()
}

function reasonOf(error: unknown): { readonly reason: string } {
  return { reason: messageOf(error) }
}

const KEY_SETTING = 'key-id'

/**
 * Refuses to run with another key than the one that sealed the data: people would be strangers and
 * every conversation unreadable.
 */
async function rememberKey(store: Store, id: string): Promise<void> {
  const remember = async ({ settings }: Repositories) => {
    const known = await settings.find(KEY_SETTING)
    if (known === undefined) await settings.put(KEY_SETTING, id)
    return known ?? id
  }
  if ((await store.transaction(remember, { alone: KEY_SETTING })) === id) return
  const message =
    'What is kept was sealed with another key. Put its dalil.key file (or DALIL_KEY) back, the same ' +
    'on every machine; without it nothing that was kept can be read. To begin anew, move the data ' +
    'folder away, or set DATABASE_URL to an empty database.'
  throw new DalilError('privacy:wrong_key', message)
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  config: Config,
): Promise<{ readonly server: ReturnType<typeof serve>; readonly port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host }, (info) => {
      resolve({ server, port: info.port })
    })
    server.once('error', (cause) => {
      const inUse = 'code' in cause && cause.code === 'EADDRINUSE'
      const message = inUse
        ? `Port ${config.port} is in use; stop the other program or set PORT to another number.`
        : `The web server could not start on ${config.host}:${config.port}: ${messageOf(cause)}.`
      reject(new DalilError(inUse ? 'web:port_in_use' : 'web:not_started', message, { cause }))
    })
  })
}
