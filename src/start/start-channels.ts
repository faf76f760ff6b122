import { toPersonId } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import type { Ground } from './ground.ts'
import type { Talk } from './talk.ts'
import type { Ways } from './ways.ts'

/** What channels are started with. */
export interface ChannelParts {
  readonly ground: Pick<Ground, 'pseudonym' | 'logger'>
  readonly ways: Pick<Ways, 'channels'>
  readonly talk: {
    readonly dalil: Pick<Talk['dalil'], 'receive'>
    readonly deliver: Talk['deliver']
  }
}

/**
 * Starts the channels, one after the other; returns the end of them. One that fails is logged and
 * takes no other down.
 */
export async function startChannels(parts: ChannelParts): Promise<() => Promise<void>> {
  const { pseudonym, logger } = parts.ground
  const { channels } = parts.ways
  const { dalil, deliver } = parts.talk
  const failed = (what: string, channel: string) => (error: unknown) => {
    logger.error(what, { channel, reason: messageOf(error) })
  }

  for (const one of channels) {
    one.onReachable?.((address) => deliver(toPersonId(pseudonym(address))))
    await one.start(dalil.receive).catch(failed('a channel could not be started', one.name))
  }
  return async () => {
    const ends = channels.map((one) =>
      one.stop().catch(failed('a channel could not be stopped', one.name)),
    )
    await Promise.all(ends)
  }
}
