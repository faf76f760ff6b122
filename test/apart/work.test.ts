import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSecondThread } from '../../src/apart/index.ts'
import { type Logger, silentLogger, systemTimers } from '../../src/ports/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import {
  type Asked,
  createUnderstanding,
  type Understood,
  understand,
} from '../../src/understanding/index.ts'
import { realServices } from '../support/project.ts'

const LOCALES = ['fr', 'ar', 'ary', 'en'] as const
const WITHIN = { timeout: 20_000, interval: 20 }

const parts = realServices().madeOf
const keyring = createKeyring({ dir: '/nowhere', setting: Buffer.alloc(32, 7).toString('base64') })
const warnings: string[] = []
const logger: Logger = { ...silentLogger, warn: (message) => void warnings.push(message) }
const second = createSecondThread({ keyring, logger, timers: systemTimers, parts: () => parts })

/** Some hundred phrasings in all locales, and what else people write. */
function messages(): readonly Asked[] {
  const entries = [...realServices().knowledge.entries.values()]
  const step = Math.ceil(entries.length / 25)
  const phrasings = entries
    .filter((_, at) => at % step === 0)
    .flatMap((entry) => LOCALES.flatMap((locale) => entry.phrasings[locale].slice(0, 1)))
  const others = [
    'mon mari me frappe, aidez moi',
    'راجلي كيضربني عاونوني',
    'merci beaucoup',
    'salam, ch7al dyal dariba nkhless?',
    'bonjour, merci, combien de temps pour déclarer la naissance ?',
    "combien d'impôt je paie ? et quand est-ce que je déclare ?",
    'qwzrtklm vkpxjbrt',
    'naissance',
    'الضريبة',
    '🙂',
    '٣',
    'a\u0000b \ud800',
    'naissance '.repeat(400),
  ]
  const alone = [...phrasings, ...others].map((text) => ({ text, previousLabel: undefined }))
  return [
    ...alone,
    { text: 'et pour les services ?', previousLabel: 'faq:tax-rates' },
    { text: 'وديال الخدمات؟', previousLabel: 'faq:tax-rates' },
    { text: 'zxqv wrtk plmn', previousLabel: 'faq:birth-late' },
    { text: 'ok', previousLabel: 'faq:no-such-entry' },
  ]
}

describe('the thread itself', () => {
  beforeAll(async () => {
    expect(second.read(parts, { text: 'bonjour', previousLabel: undefined })).toBeUndefined()
    const isReady = () =>
      expect(second.read(parts, { text: 'bonjour', previousLabel: undefined })).toBeDefined()
    await vi.waitFor(isReady, WITHIN)
  })
  afterAll(() => second.rest())

  it('says of every message exactly what is said of it here', async () => {
    const here = createUnderstanding(parts)
    const all = messages()

    const said = await Promise.all(all.map((asked) => second.read(parts, asked)))

    const expected: readonly Understood[] = all.map((asked) => understand(here, asked))
    expect(all.length).toBeGreaterThan(100)
    expect(said).toEqual(expected)
    expect(new Set(expected.map(({ match }) => match.type)).size).toBe(3)
    expect(expected.filter(({ card }) => card !== undefined).length).toBeGreaterThan(1)
  })

  it('seals what is opened here, each for its own purpose', async () => {
    const sealer = createSealer(keyring)
    const texts = [
      { text: 'zineb', purpose: 'session' },
      { text: 'سلام 🙂', purpose: 'message' },
      { text: '', purpose: 'message' },
    ]

    const sealed = (await second.seal(texts)) ?? []

    expect(sealed.map((one, at) => sealer.open(one, texts[at]?.purpose ?? ''))).toEqual([
      'zineb',
      'سلام 🙂',
      '',
    ])
    expect(sealed.every((one) => sealer.isCurrent(one))).toBe(true)
    expect(() => sealer.open(sealed[0] ?? '', 'message')).toThrow(/cannot be opened/u)
  })

  it('never seals two texts alike, nor as they are sealed here', async () => {
    const sealer = createSealer(keyring)
    const text = { text: 'zineb', purpose: 'session' }
    const nonceOf = (sealed: string) => sealed.split('.')[2]?.slice(0, 16)

    const there = await second.seal(Array(600).fill(text))
    const here = Array.from({ length: 600 }, () => sealer.seal(text.text, text.purpose))

    expect(new Set([...(there ?? []), ...here].map(nonceOf)).size).toBe(1200)
  })

  it('is let go of, with what it was asked, and nothing is said of it', async () => {
    const waiting = second.read(parts, { text: 'bonjour', previousLabel: undefined })

    second.rest()

    expect(await waiting).toBeUndefined()
    expect(warnings).toEqual([])
  })
})
