import { describe, expect, it } from 'vitest'
import { createWebChatChannel, type WebChatChannel } from '../../src/channels/web-chat/index.ts'
import { createLetters, createSender } from '../../src/conversation/index.ts'
import { textOf, toPersonId } from '../../src/core/index.ts'
import { type Sealer, type Store, silentLogger } from '../../src/ports/index.ts'
import { followOthers } from '../../src/start/follow-others.ts'
import { createMemoryStore } from '../../src/store/memory/index.ts'
import { outgoing } from '../store/records.ts'

const ADA = 'page-of-ada'
const PERSON = toPersonId(`name of ${ADA}`)
const ADDRESS = `web-chat:web:${ADA}`
const clock = { now: () => 5000 }
const sealer: Sealer = {
  seal: (text) => text,
  open: (sealed) => sealed,
  isCurrent: () => true,
}

/** A process that serves the chat page over a store that others share. */
function startProcess(store: Store) {
  const webChat: WebChatChannel = createWebChatChannel({
    clock,
    nameOf: (address) => `name of ${address.split(':')[2]}`,
    onShown: (name, ids) =>
      void store.signals.send({ type: 'shown', person: toPersonId(name), ids }),
  })
  const sender = createSender({
    ...{ store, sealer, letters: createLetters(sealer), clock, logger: silentLogger },
    channel: () => webChat,
  })
  webChat.onReachable?.(() => void sender.deliver(PERSON))
  followOthers({ store, webChat, deliver: (person) => void sender.deliver(person) })
  return { webChat, sender }
}

/** A reply that waits for Ada, as a turn leaves it. */
function reply(id: string) {
  const message = JSON.stringify({ type: 'text', text: `reply ${id}`, direction: 'ltr' })
  return outgoing(id, { person: PERSON, channel: 'web-chat', address: ADDRESS, message })
}

describe('a chat page served by several processes', () => {
  it('is shown what another process wrote, and acknowledges it to a third', async () => {
    const store = createMemoryStore()
    const [writing, showing, third] = [
      startProcess(store),
      startProcess(store),
      startProcess(store),
    ]
    const shown: string[] = []
    showing.webChat.open(ADA, ({ id, message }) => {
      shown.push(textOf(message))
      third.webChat.acknowledge(ADA, [id])
    })
    await showing.sender.idle()

    await store.outbox.add(reply('1'))
    await store.outbox.add(reply('2'))
    await writing.sender.deliver(PERSON)
    await showing.sender.idle()

    expect(shown).toEqual(['reply 1', 'reply 2'])
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('that has gone leaves the reply for when it is back', async () => {
    const store = createMemoryStore()
    const [writing, showing] = [startProcess(store), startProcess(store)]
    showing.webChat.open(ADA, () => {})()
    await store.outbox.add(reply('1'))
    await writing.sender.deliver(PERSON)
    await showing.sender.idle()
    const waiting = await store.outbox.count()

    const shown: string[] = []
    showing.webChat.open(ADA, ({ id, message }) => {
      shown.push(textOf(message))
      showing.webChat.acknowledge(ADA, [id])
    })
    await showing.sender.idle()

    expect(waiting.waiting).toBe(1)
    expect(shown).toEqual(['reply 1'])
  })

  it('is shown what was missed while signals could not be heard', async () => {
    const store = createMemoryStore()
    const deaf: Store = { ...store, signals: { send: async () => {} } }
    const silent: Store = {
      ...deaf,
      transaction: (work) =>
        store.transaction((kept) =>
          work(
            new Proxy(kept, {
              get: (from, name) => (name === 'signals' ? deaf.signals : Reflect.get(from, name)),
            }),
          ),
        ),
    }
    const writing = startProcess(silent)
    const showing = startProcess(store)
    const shown: string[] = []
    showing.webChat.open(ADA, ({ id, message }) => {
      shown.push(textOf(message))
      showing.webChat.acknowledge(ADA, [id])
    })
    await showing.sender.idle()
    await store.outbox.add(reply('1'))
    await writing.sender.deliver(PERSON)
    const before = [...shown]

    await store.signals.send({ type: 'gap' })
    await showing.sender.idle()

    expect(before).toEqual([])
    expect(shown).toEqual(['reply 1'])
  })
})
