import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { ENTRY_RULES } from '../../src/content/index.ts'
import { loadMenu } from '../../src/content/load-menu.ts'
import { checkEntry } from '../../src/content/rules/index.ts'
import { checkTexts } from '../../src/content/rules/texts.ts'
import { loadEntries } from '../../src/faq/index.ts'
import { loadTexts } from '../../src/texts/index.ts'
import { realProject } from '../support/project.ts'

const PATH = 'content/faq/mothers/birth-deadline.yaml'
const SOURCE = readFileSync(join(PROJECT_ROOT, PATH), 'utf8')

type Draft = Record<string, never> & {
  answers: Record<string, string>
  title: Record<string, string>
  phrasings: Record<string, string[]>
  partners: string[]
  confirm: string[]
  sources: { confidence: string }[]
  expires: string
  flow: string
}

/** What the rules find in a sound entry after `spoil` was done to it. */
function faultsAfter(spoil: (entry: Draft) => void, others: readonly string[] = []) {
  const entry = parse(SOURCE)
  spoil(entry)
  const files = [
    { path: PATH, source: stringify(entry) },
    ...others.map((path) => ({ path, source: readFileSync(join(PROJECT_ROOT, path), 'utf8') })),
  ]
  const { entries, documents, faults } = loadEntries(files)
  const { directory, flows } = realProject()
  const world = {
    entries: new Map([...realProject().entries, ...entries]),
    documents,
    partners: directory.partners,
    flows: new Set(flows.keys()),
    today: '2026-11-23',
  }
  const spoilt = entries.get('birth-deadline')
  const found = spoilt === undefined ? [] : checkEntry(spoilt, world)
  return [...faults, ...found].map((fault) => fault.rule)
}

describe('an entry', () => {
  it('that is sound has no fault', () => {
    expect(faultsAfter(() => {})).toEqual([])
  })

  it('with too few phrasings is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.phrasings.en = ['one', 'two']
      }),
    ).toContain('content/too-few-phrasings')
  })

  it('with too little Darija in Latin letters is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.phrasings.ary = (entry.phrasings.ary ?? []).filter((text) => !/[a-z]/iu.test(text))
      }),
    ).toContain('content/too-few-phrasings')
  })

  it('with a phrasing of another entry is a fault, whatever its accents and capitals', () => {
    const [borrowed = ''] = realProject().entries.get('zero-turnover')?.phrasings.fr ?? []

    expect(
      faultsAfter((entry) => {
        entry.phrasings.fr?.push(borrowed.toUpperCase())
      }),
    ).toContain('content/phrasing-twice')
  })

  it('with a figure that differs in one language is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.answers.ary = (entry.answers.ary ?? '').replaceAll('30', '40')
      }),
    ).toContain('content/figures-differ')
  })

  it('with an answer nobody reads to the end is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.answers.en = `${entry.answers.en} ${'word '.repeat(150)}`
      }),
    ).toContain('content/answer-too-long')
  })

  it('without a source is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.sources = []
      }),
    ).toContain('content/no-source')
  })

  it('with an uncertain source and nobody to confirm it is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.confirm = []
        for (const source of entry.sources) source.confidence = 'G'
      }),
    ).toContain('content/uncertain')
  })

  it('past its date is a warning', () => {
    expect(
      faultsAfter((entry) => {
        entry.expires = '2026-11-22'
      }),
    ).toEqual(['content/expired'])
  })

  it('that names a partner or a flow that is not there is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.partners = ['nobody-at-all']
      }),
    ).toContain('content/missing-reference')
    expect(
      faultsAfter((entry) => {
        entry.flow = 'no-such-flow'
      }),
    ).toContain('content/missing-reference')
  })

  it('that sends people to a partner that has closed is a fault', () => {
    const closed = [...realProject().directory.partners.values()].find(
      (partner) => partner.status === 'closed',
    )

    expect(
      faultsAfter((entry) => {
        entry.partners = [closed?.partner ?? '']
      }),
    ).toContain('content/closed-partner')
  })

  it('without one of the languages is a fault with its place', () => {
    expect(
      faultsAfter((entry) => {
        delete entry.answers.ar
      }),
    ).toContain('content/shape')
  })

  it('in a group that no menu shows is a fault', () => {
    const entry = { ...realProject().entries.get('birth-deadline'), group: 'nowhere' }
    const file = {
      path: 'content/topics.yaml',
      source: readFileSync(join(PROJECT_ROOT, 'content/topics.yaml'), 'utf8'),
    }

    const { faults } = loadMenu(file, new Map([['birth-deadline', entry as never]]), [])

    expect(faults.map((fault) => fault.rule)).toContain('content/not-in-menu')
  })
})

describe('the rules', () => {
  it('each have a name of their own and a reason in one line', () => {
    expect(new Set(ENTRY_RULES.map((rule) => rule.rule)).size).toBe(ENTRY_RULES.length)
    for (const rule of ENTRY_RULES) expect(rule.reason).toMatch(/^[^\n]{20,140}$/u)
  })
})

describe('the texts', () => {
  const file = (locale: string, source: string) => ({
    path: `content/locales/${locale}/common.yaml`,
    source,
  })

  it('that are missing in one language are a fault', () => {
    const set = loadTexts([file('fr', 'a: oui\nb: non'), file('en', 'a: yes')])

    const faults = checkTexts(set).filter((fault) => fault.message.includes('"common:b"'))

    expect(faults.map((fault) => fault.rule)).toContain('texts/missing')
  })

  it('that take other values in one language are a fault', () => {
    const set = loadTexts([file('fr', 'a: "{{days}} jours"'), file('en', 'a: "{{day}} days"')])

    expect(checkTexts(set).map((fault) => fault.rule)).toContain('texts/values-differ')
  })

  it('that are numbers are a fault with its place', () => {
    const { faults } = loadTexts([file('fr', 'a: oui\nb: 3')])

    expect(faults).toMatchObject([{ rule: 'texts/shape', line: 2, column: 4 }])
  })
})
