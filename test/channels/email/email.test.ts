import { afterEach, describe, expect, it } from 'vitest'
import { createEmailChannel, examineEmail } from '../../../src/channels/email/index.ts'
import { examineEmailChannel } from '../../../src/cli/doctor/email.ts'
import type { Traffic } from '../../../src/cli/doctor/traffic.ts'
import { type OutboundMessage, toAddress } from '../../../src/core/index.ts'
import { bodyOf, headerOf, type MailServer, openMailServer } from '../../support/mail-server.ts'

/** A mail server that is closed after the test. */
async function openServer(password?: string): Promise<MailServer> {
  const server = await openMailServer(password)
  closing.push(server.close)
  return server
}

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function open(url: string) {
  const channel = createEmailChannel({ url, from: 'Dalil <dalil@example.org>' })
  closing.unshift(() => channel.stop())
  return channel
}

const to = (peer: string) => toAddress({ channel: 'email', account: 'smtp', peer })

const LETTER: OutboundMessage = {
  type: 'text',
  text: 'ورقة \u206648273-K\u2069\n\nالسلام،\nhttps://dalil.example.org/partner/x',
  direction: 'rtl',
}

describe('a letter to a partner', () => {
  it('has its first line as subject, and an id by which one sent twice is known', async () => {
    const { taken, first, at } = await openServer()
    const result = await open(`smtp://${at}`).send(to('accueil@example.org'), LETTER, 'r-1-notice')

    expect(result).toEqual({ type: 'sent' })
    expect(taken).toHaveLength(1)
    const letter = await first()
    expect(letter.to).toEqual(['accueil@example.org'])
    expect(headerOf(letter, 'From')).toBe('Dalil <dalil@example.org>')
    expect(headerOf(letter, 'Subject')).toBe('ورقة 48273-K')
    expect(headerOf(letter, 'Message-ID')).toBe('<r-1-notice@example.org>')
    expect(headerOf(letter, 'Auto-Submitted')).toBe('auto-generated')
    expect(bodyOf(letter)).toContain('السلام،\nhttps://dalil.example.org/partner/x')
  })

  it('is given up where the server will never take it', async () => {
    const { at } = await openServer()
    const result = await open(`smtp://${at}`).send(to('nobody@example.org'), LETTER, '1')

    const none = await open(`smtp://${at}`).send(to('at the door'), LETTER, '2')

    expect(result).toEqual({ type: 'failed', reason: 'the mail server refused (550)' })
    expect(none.type).toBe('failed')
  })

  it('is tried again where the server is busy, refuses our password, or is away', async () => {
    const { at } = await openServer('right')
    const busy = await openServer()
    const letters = await Promise.all([
      open(`smtp://${busy.at}`).send(to('busy@example.org'), LETTER, '1'),
      open(`smtp://dalil:wrong@${at}`).send(to('a@example.org'), LETTER, '1'),
      open('smtp://127.0.0.1:1').send(to('a@example.org'), LETTER, '1'),
    ])

    expect(letters).toEqual([
      { type: 'retry', reason: 'the mail server refused (451)' },
      { type: 'retry', reason: 'the mail server refused (535)' },
      { type: 'retry', reason: 'the mail server was not reached (ESOCKET)' },
    ])
  })

  it('says of the channel whether the last one went out', async () => {
    const { at } = await openServer()
    const channel = open(`smtp://${at}`)
    const before = channel.state().type
    await channel.send(to('a@example.org'), LETTER, '1')
    const away = open('smtp://127.0.0.1:1')
    await away.send(to('a@example.org'), LETTER, '1')

    expect([before, channel.state().type, away.state().type]).toEqual(['starting', 'on', 'failing'])
  })
})

const TRAFFIC: Traffic = {
  factsOf: (channel) => [`of ${channel}`],
  settingOf: () => undefined,
}

describe('the doctor on letters', () => {
  it('says how to switch them on', async () => {
    expect(await examineEmailChannel({}, TRAFFIC)).toMatchObject({ channel: 'email', state: 'off' })
  })

  it('tells a server that lets us in from one that does not', async () => {
    const { at } = await openServer('right')

    expect(await examineEmail({ url: `smtp://dalil:right@${at}` })).toEqual({})
    expect(
      await examineEmailChannel(
        { mail: { url: `smtp://dalil:wrong@${at}`, from: 'a@b.org' } },
        TRAFFIC,
      ),
    ).toMatchObject({ state: 'failing', facts: ['the mail server refused (535)', 'of email'] })
  })
})
