import { afterAll, describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../src/channels/limits.ts'
import { renderText } from '../src/channels/rendering/index.ts'
import {
  type Locale,
  type OutboundMessage,
  textOf,
  withoutDirectionMarks,
} from '../src/core/index.ts'
import { type Conversation, createConversation, type Reply } from './support/conversation.ts'
import { createCoverage, formatCoverage } from './support/coverage.ts'
import { realProject, realServices } from './support/project.ts'
import { checkReply, playStep } from './support/replay.ts'
import { readTranscripts, type Transcript } from './support/transcript.ts'

type Step = Transcript['chat'][number]

const coverage = createCoverage(realProject().flows)
const transcripts = readTranscripts()
let replays = 0

for (const transcript of transcripts) {
  describe(`${transcript.transcript}: ${transcript.title}`, () => {
    for (const locale of transcript.locales) {
      it(`holds in ${locale}, with the process started again at every step`, async () => {
        replays++
        let chat = open(transcript, locale)
        for (const [index, step] of transcript.chat.entries()) {
          const where = `step ${index + 1}`
          const reply = await playStep(chat, step, locale)
          checkReply(reply, step, locale, where)
          fits(reply, where)
          chat = chat.restarted()
        }
      })
    }

    if (!transcript.chat.some((step) => step.tap !== undefined)) return
    it('holds on a channel without buttons, with numbers in place of taps', async () => {
      const [locale = 'fr'] = transcript.locales
      const chat = open(transcript, locale)
      let offered: Reply['choices'] = []
      for (const [index, step] of transcript.chat.entries()) {
        const reply = await playStep(chat, withNumber(step, offered), locale)
        checkReply(reply, step, locale, `step ${index + 1}`)
        offered = reply.choices
      }
    })
  })
}

describe('the transcripts together', () => {
  const all = transcripts.reduce((sum, { locales }) => sum + locales.length, 0)
  const report = () => coverage.report()

  afterAll(() => {
    if (replays === all) process.stdout.write(`\n${formatCoverage(report())}\n`)
  })

  // With a filter on the command line most transcripts do not run, and the figure says nothing.
  it('go through every node of every flow', ({ skip }) => {
    if (replays < all) skip()

    const missed = report().flatMap(({ flow, nodesMissed }) =>
      nodesMissed.map((node) => `${flow}: ${node}`),
    )

    expect(missed).toEqual([])
  })
})

function open(transcript: Transcript, locale: Locale): Conversation {
  const today = transcript.today === undefined ? {} : { today: transcript.today }
  const services = coverage.watch(realServices())
  return createConversation({ locale, services: () => services, ...today })
}

function withNumber(step: Step, offered: Reply['choices']): Step {
  const { tap } = step
  if (tap === undefined) return step
  const at = offered.findIndex(({ label, data }) => label.includes(tap) || data.includes(tap))
  return { me: String(at + 1) }
}

/** What each channel shows of a reply: nothing too long, nothing empty, the choices of flows whole. */
function fits(reply: Reply, where: string): void {
  for (const [channel, limits] of Object.entries(CHANNEL_LIMITS)) {
    for (const message of reply.messages.filter(isText)) {
      const at = `${where} on ${channel}`
      const { parts, buttons } = renderText(message, limits)
      expect(parts.length, `${at}: parts`).toBeGreaterThan(0)
      for (const part of parts) {
        expect(part.trim(), at).not.toBe('')
        expect(part.length, `${at}: length`).toBeLessThanOrEqual(limits.textLength)
      }
      const choices = message.choices ?? []
      const ofFlow = choices.length > 0 && choices.every(({ data }) => data.startsWith('f:'))
      if (ofFlow && limits.choices > 0) expect(buttons, `${at}: buttons`).toEqual(choices)
      const lines = withoutDirectionMarks(parts.join('\n'))
      for (const { label } of buttons.length === 0 ? choices : []) {
        expect(lines, at).toContain(withoutDirectionMarks(label))
      }
    }
  }
}

function isText(
  message: OutboundMessage,
): message is Extract<OutboundMessage, { readonly type: 'text' }> {
  return message.type === 'text' && textOf(message) !== ''
}
