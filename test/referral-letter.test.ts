import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../src/cli/paths.ts'
import { readConfig } from '../src/config.ts'
import { toAddress } from '../src/core/index.ts'
import { silentLogger } from '../src/ports/index.ts'
import { openChannels } from '../src/start/open-channels.ts'
import { bodyOf, headerOf, type MailServer, openMailServer } from './support/mail-server.ts'
import { startServer, type TestServer } from './support/server.ts'

let mail: MailServer
let server: TestServer

beforeAll(async () => {
  mail = await openMailServer()
  const dataDir = mkdtempSync(join(tmpdir(), 'dalil-test-'))
  const config = readConfig({
    ...{ DATA_DIR: dataDir, PORT: '0', SMTP_URL: `smtp://${mail.at}` },
    MAIL_FROM: 'Dalil <dalil@example.org>',
  })
  const channels = openChannels(config, silentLogger, () => {})
  server = await startServer({ config, channels }, 0, dataDir)
})

afterAll(async () => {
  await server?.stop()
  await mail?.close()
})

/** The staff give a partner an address, which takes effect at once. */
async function giveAddress(): Promise<void> {
  const source = readFileSync(join(PROJECT_ROOT, 'content/partners/100-mamans.yaml'), 'utf8')
  const contact =
    '  - { type: email, value: accueil@example.org, source: { title: a test, date: "2026-11", confidence: C } }'
  const { store, live } = server.running
  await store.overrides.put({
    ...{ id: '1', state: 'published', by: '1', publishedBy: '1', revision: 1 },
    ...{ createdAt: 1, updatedAt: 1, publishedAt: 1 },
    change: {
      ...{ type: 'whole', kind: 'partner', target: '100-mamans' },
      source: source.replace(/^contacts:\n/mu, `contacts:\n${contact}\n`),
    },
  })
  await live.reload()
}

describe('a whole Dalil with a mail server', () => {
  it('tells a partner with consent, who answers by the link, and keeps what it says', async () => {
    await giveAddress()
    const { dalil, store } = server.running
    const address = toAddress({ channel: 'web-chat', account: 'page', peer: 'amina' })
    const at = { address, channel: 'web-chat', sentAt: Date.now(), localeHint: 'fr' } as const
    const texts = ['Tanger', '100% Mamans'].map((text) => ({ type: 'text' as const, text }))
    const taps = ['v:shelter:100-mamans', 'vd:0'].map((data) => ({ type: 'choice' as const, data }))
    for (const [number, content] of [...texts, ...taps].entries()) {
      await dalil.receive({ ...at, deliveryId: String(number), content })
    }
    const letter = await mail.first()
    const link = /http:\S+\/partner\/\S+/u.exec(bodyOf(letter))?.[0] ?? ''
    const seen = await fetch(link)
    const [unsaid] = await store.referrals.list({ limit: 1 })
    const said = await fetch(link, { method: 'POST', body: new URLSearchParams({ word: 'came' }) })
    const [record] = await store.referrals.list({ limit: 1 })

    expect(letter.to).toEqual(['accueil@example.org'])
    expect(headerOf(letter, 'Subject')).toMatch(/[2-9]{5}-[A-Z]$/u)
    expect(bodyOf(letter)).not.toContain('amina')
    expect([seen.status, said.status]).toEqual([200, 200])
    expect(unsaid?.partnerSays).toBeUndefined()
    expect(record?.partnerSays).toBe('came')
  })
})
