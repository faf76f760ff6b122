import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmailChannel, examineEmail } from '../../../src/channels/email/index.ts'
import { examineEmailChannel } from '../../../src/cli/doctor/email.ts'
import { type OutboundMessage, toAddress } from '../../../src/core/index.ts'

/** A letter as the server took it. */
interface Taken {
  readonly to: readonly string[]
  readonly source: string
}

/** A mail server of this machine that takes all letters but those for `nobody@…`. */
async function openServer(password?: string) {
  const taken: Taken[] = []
  const server = new SMTPServer({
    authOptional: password === undefined,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: 'dalil' }) : done(refusal(535)),
    onRcptTo: ({ address }, _session, done) => {
      if (address.startsWith('nobody@')) return done(refusal(550))
      return address.startsWith('busy@') ? done(refusal(451)) : done()
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        taken.push({ to, source: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  const listening = await new Promise<AddressInfo>((resolve) => {
    const { server: socket } = server
    server.listen(0, '127.0.0.1', () => resolve(socket.address() as AddressInfo))
  })
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  return { taken, at: `127.0.0.1:${listening.port}` }
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('refused'), { responseCode })
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

/** The header of that name, unfolded, with encoded words read. */
function header(source: string, name: string): string {
  const head = source.split('\r\n\r\n')[0]?.replaceAll(/\r\n\s+/gu, ' ') ?? ''
  const value = new RegExp(`^${name}: (.*)$`, 'imu').exec(head)?.[1] ?? ''
  return value
    .replaceAll(/\?= =\?/gu, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/giu, (_, data) => Buffer.from(data, 'base64').toString())
}

function body(source: string): string {
  const text = source.split('\r\n\r\n').slice(1).join('\r\n\r\n')
  const isBase64 = header(source, 'Content-Transfer-Encoding') === 'base64'
  return isBase64 ? Buffer.from(text, 'base64').toString().replaceAll('\r\n', '\n') : text
}

describe('a letter to a partner', () => {
  it('has its first line as subject, and an id by which one sent twice is known', async () => {
    const { taken, at } = await openServer()
    const result = await open(`smtp://${at}`).send(to('accueil@example.org'), LETTER, 'r-1-notice')

    expect(result).toEqual({ type: 'sent' })
    expect(taken).toHaveLength(1)
    const [{ to: receivers, source }] = taken as [Taken]
    expect(receivers).toEqual(['accueil@example.org'])
    expect(header(source, 'From')).toBe('Dalil <dalil@example.org>')
    expect(header(source, 'Subject')).toBe('ورقة 48273-K')
    expect(header(source, 'Message-ID')).toBe('<r-1-notice@example.org>')
    expect(header(source, 'Auto-Submitted')).toBe('auto-generated')
    expect(body(source)).toContain('السلام،\nhttps://dalil.example.org/partner/x')
  })

  it('is given up where the server will never take it', async () => {
    const { at } = await openServer()
    const result = await open(`smtp://${at}`).send(to('nobody@example.org'), LETTER, '1')

    expect(result).toEqual({ type: 'failed', reason: 'the mail server refused (550)' })
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

describe('the doctor on letters', () => {
  it('says how to switch them on', async () => {
    expect(await examineEmailChannel({})).toMatchObject({ channel: 'email', state: 'off' })
  })

  it('tells a server that lets us in from one that does not', async () => {
    const { at } = await openServer('right')

    expect(await examineEmail({ url: `smtp://dalil:right@${at}` })).toEqual({})
    expect(
      await examineEmailChannel({ mail: { url: `smtp://dalil:wrong@${at}`, from: 'a@b.org' } }),
    ).toMatchObject({ state: 'failing', facts: ['the mail server refused (535)'] })
  })
})
