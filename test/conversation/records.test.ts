import { describe, expect, it } from 'vitest'
import { openMessage, openSession, sealMessage } from '../../src/conversation/records.ts'
import type { OutboundMessage } from '../../src/core/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'

const keyring = (fill: number) =>
  createKeyring({ dir: '/nowhere', setting: Buffer.alloc(32, fill).toString('base64') })
const sealer = createSealer(keyring(1))

describe('a message of the outbox', () => {
  it('keeps the bytes of a picture', () => {
    const message: OutboundMessage = {
      type: 'image',
      bytes: new Uint8Array([0, 255, 7]),
      caption: 'a',
    }

    expect(openMessage(sealer, sealMessage(sealer, message))).toEqual(message)
  })

  it('cannot be read at rest', () => {
    const message: OutboundMessage = { type: 'text', text: 'secret', direction: 'ltr' }

    expect(sealMessage(sealer, message)).not.toContain('secret')
  })
})

describe('a session', () => {
  it('that cannot be opened any more begins anew, so that nobody is silenced', () => {
    const other = createSealer(keyring(2)).seal('{"schema":1}', 'session')

    const session = openSession(sealer, other, { locale: 'ary', now: 5 })

    expect(session).toMatchObject({ locale: 'ary', createdAt: 5 })
  })
})
