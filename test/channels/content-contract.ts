import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InboundContent, InboundMessage, OutboundMessage } from '../../src/core/index.ts'
import { matchChoice } from '../../src/flow/index.ts'
import type { Channel } from '../../src/ports/index.ts'
import { REAL_WORDS } from '../flow/support.ts'
import { until } from './support/until.ts'

/** What a channel hands in for each thing that a person may send. */
const INBOUND = {
  text: { type: 'text', text: 'salam' },
  command: { type: 'text', text: '/menu' },
  payload: { type: 'start', payload: 'KAMILUZ' },
  choice: { type: 'choice', data: 't:work' },
  location: { type: 'location', latitude: 33.5, longitude: -7.6 },
  voice: { type: 'voice' },
  image: { type: 'image', caption: 'ma carte' },
  document: { type: 'document' },
  sticker: { type: 'sticker' },
  contact: { type: 'contact' },
  edited: { type: 'edited', text: 'salam 3likom' },
  deleted: { type: 'deleted' },
} as const satisfies Readonly<Record<string, InboundContent>>

/** A thing that a person may send. */
export type InboundKind = keyof typeof INBOUND

/** What reached a person, as the platform shows it. */
export interface Got {
  readonly as: 'text' | 'location' | 'image' | 'document' | 'audio' | 'typing'
  readonly text?: string
  readonly buttons?: readonly string[]
}

/** A platform with one person, who sends and gets things of every kind. */
export interface ContentPlatform {
  readonly channel: Channel
  /** The person sends this; a text may have other words than those of {@link INBOUND}. */
  sends(kind: InboundKind, words: string): Promise<void> | void
  got(): readonly Got[]
  close(): Promise<void>
}

type OutboundKind =
  | 'markup'
  | 'choices'
  | 'menu'
  | 'long'
  | 'location'
  | 'image'
  | 'document'
  | 'audio'
  | 'typing'

/** What a channel cannot carry, each with the reason. */
export type CannotCarry = Partial<
  Readonly<Record<`in:${InboundKind}` | `out:${OutboundKind}`, string>>
>

const WAYS_OF_TWO = ['2', '٢', '2️⃣', 'deux', 'two', 'جوج']
/** The longest text that a messenger takes in one message. */
const PLATFORM_LENGTH = 4096
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
const MENU = Array.from({ length: 35 }, (_, i) => ({ data: `c:${i}`, label: `Choix ${i + 1}` }))
const FEW = [
  { data: 't:work', label: 'Travail' },
  { data: 't:family', label: 'Famille' },
]

/** Runs the part of the contract that is about what a message can be on one channel. */
export function contentContract(
  name: string,
  createPlatform: () => Promise<ContentPlatform> | ContentPlatform,
  cannot: CannotCarry = {},
): void {
  describe(`what ${name} carries`, () => {
    let platform: ContentPlatform
    let received: InboundMessage[]
    let folder: string

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'dalil-sound-'))
      platform = await createPlatform()
      received = []
      await platform.channel.start(async (message) => void received.push(message))
    })

    afterEach(async () => {
      await platform.channel.stop()
      await platform.close()
      rmSync(folder, { recursive: true, force: true })
    })

    const handedIn = async (kind: InboundKind, words = wordsOf(kind)) => {
      const before = received.length
      await platform.sends(kind, words)
      await until(() => received.length > before, kind)
      return received.at(-1)
    }

    /** Sends it to somebody who wrote before; what came of it. */
    const sent = async (message: OutboundMessage) => {
      const to = await handedIn('text')
      if (to === undefined) throw new Error('Nobody wrote')
      const outcome = await platform.channel.send(to.address, message, 'o1')
      expect(outcome.type).toBe('sent')
      return platform.got().filter(({ as }) => as !== 'typing')
    }

    const wordsIn = (got: readonly Got[]) => got.map(({ text = '' }) => text).join('\n')

    for (const [key, content] of Object.entries(INBOUND)) {
      const kind = key as InboundKind
      const title = `hands in: ${kind}`
      const reason = cannot[`in:${kind}`]
      if (reason !== undefined) {
        it.skip(`${title} (not here: ${reason})`)
        continue
      }
      it(title, async () => {
        expect((await handedIn(kind))?.content).toMatchObject(content)
      })
    }

    it.each(WAYS_OF_TWO)('hands in the number of a choice as it was written: %s', async (words) => {
      const content = (await handedIn('text', words))?.content
      const text = content?.type === 'text' ? content.text : ''

      expect(matchChoice(REAL_WORDS, text, FEW)?.data).toBe('t:family')
    })

    const outbound: Readonly<Record<OutboundKind, () => Promise<void>>> = {
      async markup() {
        const text = '*Gratuit* : https://example.org/a_b'
        const got = await sent({ type: 'text', text, direction: 'ltr' })

        expect(got).toHaveLength(1)
        expect(wordsIn(got)).toMatch(/Gratuit.* : https:\/\/example\.org\/a_b/u)
      },

      async choices() {
        const got = await sent({ type: 'text', text: 'Quoi ?', direction: 'ltr', choices: FEW })

        const buttons = got.flatMap((one) => one.buttons ?? [])
        if (platform.channel.limits.choices > 0) expect(buttons).toEqual(['Travail', 'Famille'])
        else expect(wordsIn(got)).toContain('1. Travail\n2. Famille')
      },

      async menu() {
        const got = await sent({ type: 'text', text: 'Quoi ?', direction: 'ltr', choices: MENU })

        expect(got.flatMap((one) => one.buttons ?? [])).toEqual([])
        expect(wordsIn(got)).toContain('34. Choix 34\n35. Choix 35')
      },

      async long() {
        const sentences = Array.from({ length: 600 }, (_, i) => `Phrase numero ${i}.`)
        const got = await sent({ type: 'text', text: sentences.join(' '), direction: 'ltr' })

        expect(got.length).toBeGreaterThan(1)
        expect(got.every(({ text = '' }) => text.length <= PLATFORM_LENGTH)).toBe(true)
        expect(got.every(({ text = '' }) => text.trim().endsWith('.'))).toBe(true)
        expect(wordsIn(got).match(/\d+/gu)).toHaveLength(sentences.length)
      },

      async location() {
        const place = { latitude: 33.5, longitude: -7.6, title: 'La Maison' }
        const got = await sent({ type: 'location', ...place })

        expect(got.some(({ as }) => as === 'location')).toBe(true)
        expect(wordsIn(got)).toContain('La Maison')
      },

      async image() {
        const got = await sent({ type: 'image', bytes: PICTURE, caption: 'Le plan' })

        expect(got).toEqual([{ as: 'image', text: 'Le plan' }])
      },

      async document() {
        const got = await sent({ type: 'document', bytes: PICTURE, fileName: 'demande.pdf' })

        expect(got).toEqual([{ as: 'document', text: 'demande.pdf' }])
      },

      async audio() {
        const file = join(folder, 'reponse.ogg')
        writeFileSync(file, 'OggS')
        const got = await sent({ type: 'audio', file })

        expect(got.map(({ as }) => as)).toEqual(['audio'])
      },

      async typing() {
        const to = await handedIn('text')
        if (to !== undefined) await platform.channel.typing?.(to.address)

        expect(platform.got().map(({ as }) => as)).toEqual(['typing'])
      },
    }

    for (const [key, test] of Object.entries(outbound)) {
      const reason = cannot[`out:${key as OutboundKind}`]
      if (reason === undefined) it(`sends: ${key}`, test)
      else it.skip(`sends: ${key} (not here: ${reason})`)
    }
  })
}

function wordsOf(kind: InboundKind): string {
  const content = INBOUND[kind]
  return 'text' in content ? content.text : 'caption' in content ? content.caption : ''
}
