import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWebChatChannel, type WebChatChannel } from '../../../src/channels/web-chat/index.ts'
import type { OutboundMessage } from '../../../src/core/index.ts'
import type { WebChatEvent } from '../../../src/ports/index.ts'

const HELLO: OutboundMessage = { type: 'text', text: 'Bonjour', direction: 'ltr' }

let channel: WebChatChannel
let reachable: string[]

beforeEach(() => {
  vi.useFakeTimers()
  reachable = []
  channel = createWebChatChannel({ clock: { now: () => 0 } })
  channel.onReachable?.((address) => reachable.push(address))
})

afterEach(() => vi.useRealTimers())

const send = (message: OutboundMessage = HELLO, id = 'o1') =>
  channel.send(channel.addressOf('p'), message, id)

function openPage(): { readonly events: WebChatEvent[]; readonly close: () => void } {
  const events: WebChatEvent[] = []
  return { events, close: channel.open('p', (event) => events.push(event)) }
}

describe('delivering to the chat page', () => {
  it('finds nobody where no page is open', async () => {
    expect(await send()).toEqual({ type: 'away' })
  })

  it('counts a message as sent when the page has acknowledged it', async () => {
    const page = openPage()
    const sent = send()
    channel.acknowledge('p', ['o1'])

    expect(await sent).toEqual({ type: 'sent' })
    expect(page.events).toEqual([{ id: 'o1', message: HELLO }])
  })

  it('shows a message again where the acknowledgement may have got lost', async () => {
    const page = openPage()
    const sent = send()
    await vi.advanceTimersByTimeAsync(5000)
    expect(page.events.map(({ id }) => id)).toEqual(['o1', 'o1'])
    channel.acknowledge('p', ['o1'])

    expect(await sent).toEqual({ type: 'sent' })
  })

  it('counts a page that stays silent as away, and shows it nothing more', async () => {
    const page = openPage()
    const sent = send()
    await vi.advanceTimersByTimeAsync(15_000)

    expect(await sent).toEqual({ type: 'away' })
    const shown = page.events.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(page.events).toHaveLength(shown)
  })

  it('shows at once what is on its way to a page that comes back', async () => {
    openPage().close()
    const page = openPage()
    const sent = send()
    page.close()
    const again = openPage()

    expect(again.events).toEqual([{ id: 'o1', message: HELLO }])
    channel.acknowledge('p', ['o1'])
    expect(await sent).toEqual({ type: 'sent' })
  })

  it('tells that a person can be reached when a page opens or acknowledges late', async () => {
    openPage()
    const sent = send()
    await vi.advanceTimersByTimeAsync(15_000)
    await sent
    channel.acknowledge('p', ['o1'])

    expect(reachable).toEqual(['web-chat:web:p', 'web-chat:web:p'])
  })

  it('lets go of what is on its way when it stops', async () => {
    const page = openPage()
    const sent = send()
    await channel.stop()

    expect(await sent).toEqual({ type: 'away' })
    const shown = page.events.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(page.events).toHaveLength(shown)
  })

  it('numbers choices where there are more than the page shows', async () => {
    const page = openPage()
    const choices = Array.from({ length: 31 }, (_, i) => ({ data: `c${i}`, label: `Choix ${i}` }))
    void send({ type: 'text', text: 'Alors ?', direction: 'ltr', choices })
    await vi.advanceTimersByTimeAsync(0)

    const [event] = page.events
    expect(event?.message).not.toHaveProperty('choices')
    expect(event?.message).toMatchObject({ text: expect.stringContaining('\n31. Choix 30') })
  })

  it('shows a picture by its caption', async () => {
    const page = openPage()
    void send({ type: 'image', bytes: new Uint8Array(), caption: 'Une carte' })
    await vi.advanceTimersByTimeAsync(0)

    void send({ type: 'image', bytes: new Uint8Array(), caption: 'خريطة' }, 'o2')
    await vi.advanceTimersByTimeAsync(0)

    expect(page.events.map(({ message }) => message)).toEqual([
      { type: 'text', text: 'Une carte', direction: 'ltr' },
      { type: 'text', text: 'خريطة', direction: 'rtl' },
    ])
  })

  it('refuses what a page posts before the start, so that the page tries again', async () => {
    const content = { type: 'text', text: 'x' } as const

    await expect(channel.post('p', { id: '1', content })).rejects.toMatchObject({
      code: 'channel:not_started',
    })
  })
})
