import type { Dalil } from './conversation/index.ts'
import { type Live, watchProject } from './live/index.ts'
import type { Channel, Store } from './ports/index.ts'
import type { SilentBook } from './referrals/index.ts'
import type { Publishing } from './review/index.ts'
import type { Ears } from './start/ears.ts'
import { followOthers } from './start/follow-others.ts'
import { type Ground, layGround } from './start/ground.ts'
import { openLearning } from './start/learning.ts'
import { listen } from './start/listen.ts'
import { type OpenedStore, openStore } from './start/open-store.ts'
import type { StartOptions } from './start/options.ts'
import type { OutsideEncoder } from './start/outside-encoder.ts'
import { openRooms } from './start/rooms.ts'
import { startChannels } from './start/start-channels.ts'
import { createTalk } from './start/talk.ts'
import { openWays } from './start/ways.ts'
import { createWeb } from './start/web.ts'
import { startWork } from './start/work.ts'

export type { StartOptions } from './start/options.ts'

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

/** The parts, each made from those above it, then started. `src/start/` has a file for each. */
async function startWith(options: StartOptions, opened: OpenedStore): Promise<Running> {
  const { store, jobs, own } = opened
  const ground = await layGround(options, store)
  const learning = await openLearning(options, ground, () => void grouping.refresh())
  const rooms = await openRooms(ground, learning)
  const { grouping, publishing } = rooms.desk
  const ways = await openWays(ground, options.channels, rooms.services)
  const talk = createTalk(ground, learning, rooms, ways)
  const parts = { ground, learning, rooms, ways, talk }
  const { dalil, ears, deliver } = talk
  const { live, encoder } = learning
  const { channels, webChat } = ways
  const { silent } = rooms.referrals

  const unfollow = followOthers({ store, webChat, deliver })
  let ready = false
  const web = createWeb({ ...parts, root: options.root, ready: () => ready })
  const server = await listen(web.fetch, options.config)
  const endChannels = await startChannels({ ground, ways, talk })
  const endWork = await startWork({ ...parts, jobs, own })
  ground.site.opened(server.port)
  const signInLink = await inviteFirst(ground)
  const watch = options.watch === false ? undefined : watchProject(options.root, live.reload)
  void grouping.refresh()
  const stopFollowing = store.listen(({ type }) => {
    if (type === 'question' || type === 'gap') void grouping.follow()
  })
  ready = true
  void encoder.load()
  void ears.load()
  const running = { dalil, store, channels, live, encoder, ears, publishing, silent }
  return {
    ...running,
    port: server.port,
    signInLink,
    async stop() {
      ready = false
      watch?.stop()
      live.stop()
      await Promise.all([encoder.close(), ears.close()])
      stopFollowing()
      rooms.stop()
      await endWork()
      unfollow()
      server.close()
      await endChannels()
      await dalil.stop()
      await talk.lastOut.flush()
      await store.close()
      server.hangUp()
    },
  }
}

/** The link that makes the first account of the staff, where there is none. */
async function inviteFirst({ staff, site }: Ground): Promise<string | undefined> {
  const first = await staff.people.inviteFirst()
  return first === undefined ? undefined : `${site.url()}/staff/join?token=${first}`
}
