import { isUtf8 } from 'node:buffer'
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { createConsoleChannel } from '../../src/channels/console/index.ts'
import { isLasting, reasonOf } from '../../src/channels/email/errors.ts'
import { letterOf } from '../../src/channels/email/letter.ts'
import { type InboundMessage, parseAddress, toAddress } from '../../src/core/index.ts'
import { bodyOf } from '../support/mail-server.ts'
import { hostileJson, hostileText, RUNS, TIMEOUT_MS } from './runs.ts'

const HEADERS = [
  ...['Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From'],
  ...['MIME-Version', 'Message-ID', 'Subject', 'To'],
]

/** Addresses that would be several, or a line of their own. */
const recipient = fc.oneof(
  fc.constant('accueil@example.org'),
  fc.constantFrom(
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@b>, c',
  ),
  hostileText.map((text) => text.slice(0, 80)),
)

/** Texts that look for a way out of the line or the body they stand in. */
const letterText = fc
  .array(fc.oneof(hostileText, fc.constantFrom('Bcc: b@example.org', '.', '\r', '\r\n', '')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => lines.join('\n'))

describe('a letter to a partner', () => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })

  it(
    'goes to one address at most and has the headers it is given, whatever its text',
    async () => {
      await fc.assert(
        fc.asyncProperty(recipient, letterText, async (to, text) => {
          const message = { type: 'text', text, direction: 'ltr' } as const
          const from = 'Dalil <dalil@example.org>'

          const { envelope, message: made } = await composer.sendMail(
            letterOf({ from, to, message, id: 'r-1-notice' }),
          )

          const source = String(made)
          const [head = ''] = source.split('\r\n\r\n')
          const names = head.replaceAll(/\r\n[ \t]+/gu, ' ').match(/^[\w-]+(?=:)/gmu) ?? []
          expect(names.filter((name) => !HEADERS.includes(name))).toEqual([])
          expect(new Set(names).size).toBe(names.length)
          expect(envelope.to.length).toBeLessThanOrEqual(1)
          const [, ...body] = text.split('\n')
          expect(inOneLine(bodyOf({ to: [], source }))).toBe(inOneLine(body.join('\n')))
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'that is refused has a reason without a word of the server’s, whatever that said',
    () => {
      const codes = fc.oneof(fc.integer(), fc.constantFrom(421, 451, 535, 550), hostileText)
      const said = fc.oneof(
        hostileJson(['code', 'responseCode', 'response', 'command']),
        fc.record({ code: fc.constantFrom('EAUTH', 'EENVELOPE', 'ESOCKET'), responseCode: codes }),
      )
      fc.assert(
        fc.property(said, fc.constant('zoubaydaxq'), (error, response) => {
          const thrown =
            typeof error === 'object' && error !== null ? { ...error, response } : error

          expect(reasonOf(thrown)).toMatch(/^the mail server (?:refused|was not reached)/u)
          expect(reasonOf(thrown)).not.toContain(response)
          expect(typeof isLasting(thrown)).toBe('boolean')
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})

describe('the terminal', () => {
  it(
    'makes one message of each line, whatever is typed, and says when that is over',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(typed, { maxLength: 6 }), async (chunks) => {
          const [input, output] = [new PassThrough(), new PassThrough()]
          output.resume()
          const taken: InboundMessage[] = []
          let ends = 0
          let count = 0
          await new Promise<void>((resolve, reject) => {
            const channel = createConsoleChannel({
              ...{ input, output, clock: { now: () => 1000 }, newId: () => String(count++) },
              onEnd() {
                ends += 1
                resolve()
              },
            })
            channel.start(async (message) => void taken.push(message)).catch(reject)
            for (const chunk of chunks) input.write(chunk)
            input.end()
          })

          expect(ends).toBe(1)
          expect(taken).toHaveLength(count)
          const here = toAddress({ channel: 'console', account: 'terminal', peer: 'you' })
          for (const { address, content } of taken) {
            expect(parseAddress(address)).toBeDefined()
            expect(address).toBe(here)
            expect(content.type === 'text' && content.text.isWellFormed()).toBe(true)
          }
          // Bytes that begin a letter and end there are let go with it.
          const all = Buffer.concat(chunks)
          const isOneLine = isUtf8(all) && !/[\r\n\u2028\u2029]/u.test(String(all))
          if (isOneLine && all.length > 0) expect(taken).toHaveLength(1)
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})

/** A letter ends its lines in its own way. */
function inOneLine(text: string): string {
  return text.toWellFormed().replaceAll(/\s+/gu, ' ').trim()
}

/** Lines and pieces of lines, also bytes that are no text. */
const typed = fc.oneof(
  hostileText.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('\n', '\r\n', '\r', '\u2028', '\u001b[31m', '\u0004')
    .map((one) => Buffer.from(one)),
)
