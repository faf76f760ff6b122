import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { entryWorld } from '../../src/content/check.ts'
import { layOver, type Overlay, withPhrasings } from '../../src/content/overlay.ts'
import { checkEntry } from '../../src/content/rules/index.ts'
import { answerText } from '../../src/conversation/index.ts'
import { createSession } from '../../src/core/index.ts'
import { loadEntries } from '../../src/faq/index.ts'
import { realProject, realServices } from '../support/project.ts'
import { OPTIONS } from './spoilt.ts'

const PATH = 'content/faq/mothers/birth-deadline.yaml'
const SOURCE = readFileSync(join(PROJECT_ROOT, PATH), 'utf8')
const FILES = [{ path: PATH, source: SOURCE }]

const whole = (target: string, source: string) =>
  ({ type: 'whole', kind: 'entry', target, source }) as const

const more = (target: string, ...fr: string[]) =>
  ({ type: 'phrasings', kind: 'entry', target, phrasings: { fr } }) as const

const phrasingsAfter = (overlay: Overlay) => {
  const { entries } = loadEntries(layOver(FILES, overlay, 'entry'))
  return withPhrasings(entries, overlay).get('birth-deadline')?.phrasings.fr ?? []
}

describe('what the staff published', () => {
  it('takes the place of a file, or stands beside the files', () => {
    const laid = layOver(
      FILES,
      [whole('birth-deadline', 'topic: mothers\n'), whole('new-one', 'topic: work\n')],
      'entry',
    )

    expect(laid).toEqual([
      { path: PATH, source: 'topic: mothers\n' },
      { path: 'content/faq/work/new-one.yaml', source: 'topic: work\n' },
    ])
  })

  it('of a spreadsheet takes the place of a file row by row', () => {
    const rows = [
      { row: 2, target: 'birth-deadline', source: SOURCE },
      { row: 3, target: 'new-one', source: 'topic: work\n' },
    ]
    const sheet = { type: 'import', kind: 'entry', target: 'a.csv', rows } as const
    const overlay = [more('birth-deadline', 'avant'), sheet, more('birth-deadline', 'après')]

    expect(layOver(FILES, overlay, 'entry').map(({ path }) => path)).toEqual([
      PATH,
      'content/faq/work/new-one.yaml',
    ])
    expect(phrasingsAfter(overlay)).toContain('après')
    expect(phrasingsAfter(overlay)).not.toContain('avant')
  })

  it('moves an entry whose subject was changed', () => {
    const laid = layOver(FILES, [whole('birth-deadline', 'topic: work\n')], 'entry')

    expect(laid.map(({ path }) => path)).toEqual(['content/faq/work/birth-deadline.yaml'])
  })

  it('that came last counts, and what is about a partner leaves the entries alone', () => {
    const partner = { ...whole('birth-deadline', 'x'), kind: 'partner' } as const
    const overlay = [whole('birth-deadline', 'old'), whole('birth-deadline', 'new'), partner]

    expect(layOver(FILES, overlay, 'entry').map(({ source }) => source)).toEqual(['new'])
  })

  it('adds phrasings to what the files have, none of them twice', () => {
    const known = phrasingsAfter([])
    const overlay = [
      more('birth-deadline', 'une tournure toute neuve', known[0]?.toUpperCase() ?? ''),
      more('birth-deadline', 'Une tournure toute neuve !', 'une autre encore'),
      more('gone-entry', 'perdu'),
    ]

    expect(phrasingsAfter(overlay)).toEqual([
      ...known,
      'une tournure toute neuve',
      'une autre encore',
    ])
  })

  it('as a whole entry is the last word on the phrasings that were added before', () => {
    const overlay = [more('birth-deadline', 'avant'), whole('birth-deadline', SOURCE)]

    expect(phrasingsAfter(overlay)).not.toContain('avant')
    expect(phrasingsAfter([...overlay, more('birth-deadline', 'après')])).toContain('après')
  })
})

describe('an entry that is not finished', () => {
  const unfinished = (change: (entry: Record<string, unknown>) => void = () => {}) => {
    const entry = parse(SOURCE)
    const { title, answers } = entry
    const frenchOnly = {
      ...{ ...entry, incomplete: true, title: { fr: title.fr }, answers: { fr: answers.fr } },
      phrasings: { fr: ['une seule tournure'] },
    }
    change(frenchOnly)
    return loadEntries([{ path: PATH, source: stringify(frenchOnly) }])
  }

  it('needs one locale only, and warns of the others', () => {
    const { entries, documents, faults } = unfinished()
    const entry = entries.get('birth-deadline')
    const world = { ...entryWorld(realProject(), OPTIONS), documents }

    expect(faults).toEqual([])
    expect(entry?.incomplete).toEqual({ missing: ['ar', 'ary', 'en'] })
    expect(
      (entry === undefined ? [] : checkEntry(entry, world)).map(({ rule, severity }) => [
        rule,
        severity,
      ]),
    ).toEqual([
      ['content/incomplete', 'warning'],
      ['content/too-few-phrasings', 'warning'],
    ])
  })

  it('is read in the nearest language, which is said', () => {
    const entry = unfinished().entries.get('birth-deadline')
    const turn = {
      ...{ services: realServices(), locale: 'en' as const, today: '2026-11-23' },
      session: createSession('en', 0),
    }
    const text = entry === undefined ? '' : answerText(turn, entry)

    expect(text).toMatch(/^This answer is not translated yet.*\(Français\):\n\n/u)
    expect(text).toContain(entry?.answers.fr.trim())
  })

  it('with a locale half written is read in another one', () => {
    const entry = unfinished((one) => {
      one.title = { fr: 'Délai', en: 'Deadline' }
    }).entries.get('birth-deadline')

    expect(entry?.title.en).toBe('Délai')
  })

  it('without any locale is a fault', () => {
    const { entries, faults } = unfinished((one) => {
      one.title = {}
    })

    expect(entries.size).toBe(0)
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('in one locale at least'),
    ])
  })
})
