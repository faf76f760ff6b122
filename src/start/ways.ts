import type { Doors } from '../campaigns/index.ts'
import { createWebChatChannel, type WebChatChannel } from '../channels/web-chat/index.ts'
import type { TurnServices } from '../conversation/index.ts'
import { type ChannelName, toPersonId } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import type { Channel } from '../ports/index.ts'
import { WIDGET_PATH } from '../web/index.ts'
import type { Ground } from './ground.ts'
import { createKnownPeople } from './known-people.ts'
import type { OpenChannels, OpenedChannels } from './open-channels.ts'
import { createPutBack } from './put-back.ts'

/** The ways by which people reach a run. */
export interface Ways extends Omit<OpenedChannels, 'channels'> {
  readonly webChat: WebChatChannel
  /** All of them, with the web chat. */
  readonly channels: readonly Channel[]
  readonly channel: (name: ChannelName) => Channel | undefined
  /** Where each of them is found, for links and posters. */
  readonly doors: () => Doors
}

/** Makes the web chat and the channels that are switched on; none of them is started yet. */
export async function openWays(
  ground: Ground,
  open: OpenChannels,
  services: () => TurnServices,
): Promise<Ways> {
  const { store, pseudonym } = ground
  const webChat = createWebChat(ground)
  const people = createKnownPeople({ store, pseudonym })
  const opened = await open(services, store, people, createPutBack(ground))
  const channels = [webChat, ...opened.channels]
  const channel = (name: ChannelName) => channels.find((one) => one.name === name)
  return { ...opened, webChat, channels, channel, doors: () => doorsOf(ground, channel) }
}

/** The web chat; what a page has shown is told to whoever else serves pages. */
function createWebChat({ clock, pseudonym, store, logger }: Ground): WebChatChannel {
  return createWebChatChannel({
    clock,
    nameOf: pseudonym,
    onShown: (name, ids) => {
      const told = store.signals.send({ type: 'shown', person: toPersonId(name), ids })
      told.catch((error: unknown) =>
        logger.warn('a page could not be heard', { reason: messageOf(error) }),
      )
    },
  })
}

function doorsOf({ config, site }: Ground, channel: Ways['channel']): Doors {
  return {
    publicUrl: site.url(),
    ...(config.web.widgetOrigins.length === 0 ? {} : { widget: `${site.url()}${WIDGET_PATH}` }),
    telegramBot: channel('telegram')?.publicName?.(),
    whatsappNumber:
      config.whatsappNumber ??
      channel('whatsapp-cloud')?.publicName?.() ??
      channel('whatsapp-web')?.publicName?.(),
  }
}
