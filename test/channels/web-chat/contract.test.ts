import { createWebChatChannel, type WebChatChannel } from '../../../src/channels/web-chat/index.ts'
import { textOf } from '../../../src/core/index.ts'
import { systemClock } from '../../../src/ports/index.ts'
import { channelContract, type Platform } from '../contract.ts'

channelContract('web-chat', createPlatform, {
  own: 'a page sends only what the person does',
  forGood: 'a page shows whatever it is given',
  gone: 'nobody blocks a page; who closes it is away, and comes back or not',
})

/** Pages that acknowledge what they show, and show an id once, as the script of the page does. */
function createPlatform(): Platform {
  const pages = new Map<string, { readonly seen: Set<string>; readonly texts: string[] }>()
  const open = new Set<() => void>()
  let channel: WebChatChannel
  let last: Parameters<WebChatChannel['post']> | undefined
  let count = 0

  const pageOf = (peer: string) => {
    const page = pages.get(peer) ?? { seen: new Set<string>(), texts: [] }
    pages.set(peer, page)
    return page
  }
  const openPage = (peer: string) => {
    const page = pageOf(peer)
    const close = channel.open(peer, ({ id, message }) => {
      if (!page.seen.has(id)) page.texts.push(textOf(message))
      page.seen.add(id)
      channel.acknowledge(peer, [id])
    })
    open.add(close)
  }
  const again = async () => {
    if (last !== undefined) await channel.post(...last)
  }
  const closeAll = () => {
    for (const close of open) close()
    open.clear()
  }

  return {
    createChannel() {
      closeAll()
      channel = createWebChatChannel({ clock: systemClock })
      for (const peer of pages.keys()) openPage(peer)
      return channel
    },
    async says(peer, text) {
      if (!pages.has(peer)) openPage(peer)
      last = [peer, { id: `m${count++}`, content: { type: 'text', text } }]
      await channel.post(...last)
    },
    shown: (peer) => pages.get(peer)?.texts ?? [],
    repeat: again,
    retry: again,
    bringOwn() {},
    taps(peer, { data }) {
      void channel.post(peer, { id: `m${count++}`, content: { type: 'choice', data } })
    },
    interrupt: closeAll,
    resume() {
      if (open.size === 0) for (const peer of pages.keys()) openPage(peer)
    },
    refuseNext() {},
    block() {},
    unblock() {},
    async close() {
      closeAll()
    },
  }
}
