import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A letter as the server took it. */
export interface Taken {
  readonly to: readonly string[]
  readonly source: string
}

/** A mail server of this machine. */
export interface MailServer {
  readonly taken: readonly Taken[]
  /** Host and port. */
  readonly at: string
  /** Resolves with the first letter. */
  first(): Promise<Taken>
  close(): Promise<void>
}

/**
 * Opens a mail server that takes all letters but those for `nobody@…`, which it refuses for good, and
 * for `busy@…`, which it refuses for now. Where a password is given it lets nobody in without it.
 */
export async function openMailServer(password?: string): Promise<MailServer> {
  const taken: Taken[] = []
  const waiting: ((letter: Taken) => void)[] = []
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
        const letter = { to, source: Buffer.concat(chunks).toString('utf8') }
        taken.push(letter)
        for (const tell of waiting.splice(0)) tell(letter)
        done()
      })
    },
  })
  const { port } = await new Promise<AddressInfo>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.server.address() as AddressInfo))
  })
  return {
    taken,
    at: `127.0.0.1:${port}`,
    first: () => {
      const [letter] = taken
      return letter === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(letter)
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('refused'), { responseCode })
}

/** The header of that name, unfolded, with encoded words read. */
export function headerOf({ source }: Taken, name: string): string {
  const head = source.split('\r\n\r\n')[0]?.replaceAll(/\r\n\s+/gu, ' ') ?? ''
  const value = new RegExp(`^${name}: (.*)$`, 'imu').exec(head)?.[1] ?? ''
  return value
    .replaceAll(/\?= =\?/gu, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/giu, (_, data) => Buffer.from(data, 'base64').toString())
}

/** The text of a letter. */
export function bodyOf(letter: Taken): string {
  const text = letter.source.split('\r\n\r\n').slice(1).join('\r\n\r\n')
  const isBase64 = headerOf(letter, 'Content-Transfer-Encoding') === 'base64'
  return isBase64 ? Buffer.from(text, 'base64').toString().replaceAll('\r\n', '\n') : text
}
