import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../../src/core/index.ts'
import type { WhatsAppLine, WhatsAppPairing } from '../../../src/ports/index.ts'
import { realTexts } from '../../channels/telegram/support.ts'
import { createWorkspace, type TestWorkspace } from './workspace.ts'

/** A line that stands as it is told. */
function lineOf(pairing: WhatsAppPairing, awaySince?: number) {
  const asked: string[] = []
  const line: WhatsAppLine = {
    pairing: () => pairing,
    awaySince: () => awaySince,
    onPairing: () => () => {},
    reconnect: () => void asked.push('reconnect'),
  }
  return { line, asked }
}

async function pageOf(work: TestWorkspace, path = '/staff/whatsapp?lang=en'): Promise<string> {
  const { cookie } = await work.enter('salma', 'admin')
  return (await work.visit(path, cookie)).text()
}

const say = (key: string, locale: (typeof LOCALES)[number] = 'en') =>
  realTexts.text(locale, `whatsapp:${key}`).split('{{')[0]?.replaceAll("'", '&#39;') ?? ''

const SINCE = Date.parse('2026-11-20T08:30:00Z')

describe('the page of WhatsApp', () => {
  it('says how to switch it on', async () => {
    const page = await pageOf(createWorkspace())

    expect(page).toContain('WHATSAPP=web')
    expect(page).not.toContain('hx-trigger="every')
  })

  it('shows the code as a drawing, never as a text that could be copied', async () => {
    const { line } = lineOf({ type: 'waiting', code: 'REF,AQID', unlinked: false })
    const page = await pageOf(createWorkspace(true, line))

    expect(page).toMatch(/<div class="qr" role="img" aria-label="[^"]+"><svg /u)
    expect(page).not.toContain('REF,AQID')
    expect(page).not.toContain(say('waiting.unlinked'))
    expect(page).toContain('hx-trigger="every 2s"')
  })

  it('says that the phone has ended the connection', async () => {
    const { line } = lineOf({ type: 'waiting', code: 'REF', unlinked: true })

    expect(await pageOf(createWorkspace(true, line))).toContain(say('waiting.unlinked'))
  })

  it.each<[WhatsAppPairing, string]>([
    [{ type: 'starting' }, 'starting'],
    [{ type: 'connected', since: SINCE }, 'connected.since'],
    [{ type: 'lost', reason: 'phone', since: SINCE }, 'lost.phone'],
    [{ type: 'lost', reason: 'changed', since: SINCE }, 'lost.changed'],
    [{ type: 'refused', reason: 'blocked' }, 'refused.blocked'],
  ])('says %o, and what it risks', async (pairing, key) => {
    const page = await pageOf(createWorkspace(true, lineOf(pairing).line))

    expect(page).toContain(say(key))
    expect(page).toContain(say('risk.text'))
    expect(page).toContain(say('risk.way-out'))
  })

  it('tries again when it is asked to', async () => {
    const { line, asked } = lineOf({ type: 'lost', reason: 'network', since: SINCE })
    const work = createWorkspace(true, line)
    const { cookie, csrf } = await work.enter('salma', 'admin')
    const response = await work.submit('/staff/whatsapp/reconnect', { csrf }, { cookie })

    expect(response.headers.get('location')).toBe('/staff/whatsapp')
    expect(asked).toEqual(['reconnect'])
    expect((await work.audited()).at(-1)?.action).toBe('whatsapp-reconnected')
  })
})

describe('three days without the phone', () => {
  it('are said on every page, to everybody of the staff', async () => {
    const { line } = lineOf({ type: 'lost', reason: 'phone', since: SINCE }, SINCE)
    const work = createWorkspace(true, line)
    const { cookie } = await work.enter('nour', 'viewer')
    const page = await (await work.visit('/staff?lang=en', cookie)).text()

    expect(page).toContain(say('away'))
    expect(page).toContain('Nov 20, 2026')
  })

  it('are said to nobody who is not signed in', async () => {
    const { line } = lineOf({ type: 'lost', reason: 'phone', since: SINCE }, SINCE)
    const page = await (await createWorkspace(true, line).visit('/staff/sign-in?lang=en')).text()

    expect(page).not.toContain(say('away'))
  })
})

describe('the warning at the pairing', () => {
  it.each(LOCALES)('names both ways out in %s', (locale) => {
    expect(say('risk.way-out', locale)).toMatch(/WHATSAPP=cloud.+(Telegram|تيليغرام)/u)
  })
})
