import { describe, expect, it } from 'vitest'
import { DOCUMENT_CACHE, PROJECT_ROOT } from '../../src/cli/paths.ts'
import { writeNewEntry } from '../../src/content/index.ts'
import { createCourtesies } from '../../src/faq/index.ts'
import { type ContentState, compareAnswers, workOutApart } from '../../src/live/index.ts'
import type { ContentChange } from '../../src/ports/index.ts'
import type { PreviewStep } from '../../src/review/index.ts'
import { realProject } from '../support/project.ts'

const never = new AbortController().signal

/** A state of content with so few phrasings that it is learnt at once, and a greeting. */
const state = (phrasings: Readonly<Record<string, readonly string[]>>): ContentState => {
  const none = { fr: [], ar: [], ary: [], en: [] }
  const harmless = { patterns: [], entries: [], phrases: none }
  const lesson = {
    hash: JSON.stringify(phrasings),
    examples: Object.entries(phrasings).flatMap(([label, texts]) =>
      texts.map((text) => ({ label, text })),
    ),
    ...{ lexicon: {}, foreign: [] },
    urgency: { numbers: [], words: new Map(), cards: [], harmless },
  }
  const greeting = { id: 'greeting', phrasings: ['hello'], beside: ['before' as const] }
  return { lesson, courtesies: createCourtesies([{ ...greeting, along: [], fill: [] }]) }
}

/** What a change of the real content would do, worked out in a thread. */
async function stepsOf(change: ContentChange) {
  const steps: PreviewStep[] = []
  await workOutApart(
    {
      ...{ root: PROJECT_ROOT, documentCache: DOCUMENT_CACHE, today: '2026-11-27' },
      ...{ before: [], after: [change], questions: [], modelDirs: [] },
    },
    (step) => steps.push(step),
    never,
  )
  return steps
}

describe('answers before and after a change', () => {
  const CARD = ['where is my card', 'my card is late', 'card not here yet', 'when comes the card']
  const TAX = ['how much tax', 'tax to pay', 'what tax do I owe', 'pay the tax when']

  it('differ for what is known and for what people asked, one by one', () => {
    const old = state({ 'faq:card': [...CARD, 'zorglub bulgroz'], 'faq:tax': TAX })
    const fresh = state({ 'faq:card': CARD, 'faq:tax': [...TAX, 'zorglub bulgroz', 'zorglub'] })
    const past = ['hello, zorglub', 'hello'].map((text) => ({ text, group: 'g' }))
    const task = { questions: past, modelDirs: [] }

    const effect = compareAnswers(task, { old, fresh }, () => {})

    expect(effect.phrasings).toMatchObject({ compared: 9, switched: 1 })
    expect(effect.phrasings.shown[0]).toMatchObject({
      ...{ text: 'zorglub bulgroz', before: 'faq:card', after: 'faq:tax' },
    })
    expect(effect.questions.shown).toEqual([
      { text: 'hello, zorglub', group: 'g', before: 'faq:card', after: 'faq:tax' },
    ])
  })

  it('are the same where the same is learnt', () => {
    const same = state({ 'faq:card': CARD, 'faq:tax': TAX })
    const task = { questions: [{ text: 'where is my card', group: 'g' }], modelDirs: [] }

    const effect = compareAnswers(task, { old: same, fresh: same }, () => {})

    expect(effect.phrasings.switched + effect.questions.switched).toBe(0)
  })
})

describe('a change of the real content', () => {
  it('that fails the checks is refused before anything is learnt', async () => {
    const known = realProject().entries.get('bank-account')?.phrasings.fr[0] ?? ''
    const [step, ...more] = await stepsOf({
      ...{ type: 'phrasings', kind: 'entry', target: 'card-delay', phrasings: { fr: [known] } },
    })

    expect(step).toMatchObject({
      type: 'refused',
      faults: expect.arrayContaining([expect.objectContaining({ rule: 'content/phrasing-twice' })]),
    })
    expect(more).toEqual([])
  })

  it('that changes no phrasing lets nobody be understood otherwise', async () => {
    const partner = [...realProject().directory.partners.values()].find(
      ({ status }) => status === 'open',
    )
    const source = JSON.stringify({ ...partner, status: 'paused' })
    const steps = await stepsOf({
      ...{ type: 'whole', kind: 'partner', target: partner?.partner ?? '', source },
    })

    expect(steps.at(-1)).toMatchObject({ type: 'effect', effect: { learns: false } })
  })

  it('that begins an answer in one language passes the checks, and is given up when told to', async () => {
    const source = writeNewEntry({
      ...{ entry: 'lost-card', topic: 'work', group: 'register', need: 'tax', locale: 'fr' },
      ...{ title: 'Carte perdue', answer: 'Demandez un duplicata.', phrasings: ['zorglub perdu'] },
      ...{ confirm: [], source: { title: 'Guide', date: '2026-01', confidence: '1' } },
      ...{ reviewed: '2026-11-27', expires: '2027-06-30' },
    })
    const giving = new AbortController()
    const steps: PreviewStep[] = []
    const working = workOutApart(
      {
        ...{ root: PROJECT_ROOT, documentCache: DOCUMENT_CACHE, today: '2026-11-27' },
        ...{ before: [], questions: [], modelDirs: [] },
        after: [{ type: 'whole', kind: 'entry', target: 'lost-card', source }],
      },
      (step) => {
        steps.push(step)
        giving.abort(new Error('nobody looks any more'))
      },
      giving.signal,
    )

    await expect(working).rejects.toThrow('nobody looks any more')
    expect(steps.map(({ type }) => type)).toEqual(['progress'])
  })
})
