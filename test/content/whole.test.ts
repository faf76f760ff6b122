import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { checkProject, readProject } from '../../src/content/index.ts'
import { checkPartners } from '../../src/content/rules/partners.ts'
import { checkTextUses } from '../../src/content/rules/text-uses.ts'
import { checkTexts } from '../../src/content/rules/texts.ts'
import type { Partner } from '../../src/core/index.ts'
import { type Document, type ReadDocument, readDocument } from '../../src/documents/index.ts'
import { loadFlows } from '../../src/flow/index.ts'
import { loadTexts } from '../../src/texts/index.ts'
import { realProject } from '../support/project.ts'
import { changedPartner, OPTIONS, spoiltEntry } from './spoilt.ts'

const file = (locale: string, source: string, name = 'common') => ({
  path: `content/locales/${locale}/${name}.yaml`,
  source,
})

describe('a partner', () => {
  const faultsWith = (...changed: readonly Partner[]) => {
    const { directory } = realProject()
    const partners = new Map(directory.partners)
    for (const one of changed) partners.set(one.partner, one)
    return checkPartners({ ...directory, partners }).map(({ rule }) => rule)
  }

  it('that is sound has no fault', () => {
    expect(faultsWith()).toEqual([])
  })

  it('that has closed and leads on to nobody is a fault', () => {
    expect(faultsWith(changedPartner('piop', { ledOnTo: [] }))).toEqual(['partners/leads-nowhere'])
  })

  it('that leads on to one that has closed or is not there is a fault', () => {
    expect(faultsWith(changedPartner('piop', { ledOnTo: ['icosi'] }))).toEqual([
      'partners/closed-partner',
    ])
    expect(faultsWith(changedPartner('piop', { ledOnTo: ['nobody'] }))).toEqual([
      'partners/unknown-partner',
    ])
  })

  it('in a town or for people nobody knows is a fault', () => {
    const place = { scope: 'city' as const, cities: ['atlantis'] }

    expect(faultsWith(changedPartner('lavenir', { place }))).toEqual(['partners/unknown-town'])
    expect(faultsWith(changedPartner('lavenir', { serves: ['martians'] }))).toEqual([
      'partners/unknown-audience',
    ])
  })

  it('with a contact whose date is not given is a fault', () => {
    const source = { title: 'Somewhere', date: '', confidence: '1' as const }
    const contacts = [{ type: 'website' as const, value: 'https://example.org', source }]

    expect(faultsWith(changedPartner('lavenir', { contacts }))).toEqual(['partners/no-date'])
  })

  it('missing for a need is a fault', () => {
    const donors = [...realProject().directory.partners.values()]
      .filter(({ needs }) => needs.includes('blood'))
      .map((one) => ({ ...one, status: 'unverified' as const }))

    expect(faultsWith(...donors)).toEqual(['partners/nobody-helps'])
  })
})

describe('the texts', () => {
  it('that are missing in one language are a fault', () => {
    const set = loadTexts([file('fr', 'a: oui\nb: non'), file('en', 'a: yes')])

    const faults = checkTexts(set).filter((fault) => fault.message.includes('"common:b"'))

    expect(faults.map((fault) => fault.rule)).toContain('texts/missing')
  })

  it('of a flow are missed by the flow alone', () => {
    const set = loadTexts([file('fr', 'hello: Bonjour', 'flow-tiny')])

    expect(checkTexts(set)).toEqual([])
  })

  it('that take other values in one language are a fault', () => {
    const set = loadTexts([file('fr', 'a: "{{days}} jours"'), file('en', 'a: "{{day}} days"')])

    expect(checkTexts(set).map((fault) => fault.rule)).toContain('texts/values-differ')
  })

  it('that are numbers are a fault with its place', () => {
    const { faults } = loadTexts([file('fr', 'a: oui\nb: 3')])

    expect(faults).toMatchObject([{ rule: 'texts/shape', line: 2, column: 4 }])
  })

  it('that nothing shows are a fault with its place', () => {
    const set = loadTexts([file('fr', 'shown: oui\npart:\n  one: un\nleft: reste')])
    const source = "say(turn, 'shown') + say(turn, `part.$" + '{which}`)'

    const faults = checkTextUses(set, new Map(), [{ path: 'src/a.ts', source }])

    expect(faults).toMatchObject([
      {
        rule: 'texts/unused',
        severity: 'error',
        line: 4,
        message: expect.stringContaining('"common:left"'),
      },
    ])
  })

  it('of a flow that none of its nodes shows are a fault', () => {
    const set = loadTexts([file('fr', 'title: Essai\nhello: Bonjour\nleft: reste', 'flow-tiny')])
    const { flows } = loadFlows([{ path: 'flows/tiny.yaml', source: tiny() }])

    const faults = checkTextUses(set, flows, [])

    expect(faults.map(({ message }) => message)).toEqual([
      'Nothing shows the text "flow-tiny:left"; remove it from every language, or correct the name.',
    ])
  })

  it('of a flow with a fault of its own are not called unused', () => {
    const set = loadTexts([file('fr', 'title: Essai', 'flow-tiny')])

    expect(checkTextUses(set, new Map(), [], new Set(['tiny']))).toEqual([])
    expect(checkTextUses(set, new Map(), [])).toHaveLength(1)
  })

  it('that the program asks for and nobody wrote are a fault with the place and the nearest name', () => {
    const set = loadTexts([file('fr', 'menu:\n  title: Menu')])
    const source = "\nconst text = say(turn, 'menu.titel')"

    expect(checkTextUses(set, new Map(), [{ path: 'src/a.ts', source }])).toMatchObject([
      { rule: 'texts/unused' },
      { rule: 'texts/missing', file: 'src/a.ts', line: 2, suggestion: 'menu.title' },
    ])
  })
})

describe('a file that cannot be read', () => {
  const documents = new Map<string, Document>()
  const readOnce: ReadDocument = (path, source) => {
    const document = documents.get(path) ?? readDocument(path, source)
    documents.set(path, document)
    return document
  }

  /** The rules that find something in a project where one file is spoilt. */
  const rulesWith = (...spoilt: readonly string[]) => {
    const isSpoilt = (path: string) => spoilt.some((one) => path.endsWith(one))
    const read: ReadDocument = (path, source) =>
      isSpoilt(path) ? readDocument(path, `${source}\nopen: "`) : readOnce(path, source)
    const project = readProject(PROJECT_ROOT, { read, keep() {} })
    const sources = [{ path: 'src/a.ts', source: "say(turn, 'menu.title')" }]
    const faults = checkProject(project, { ...OPTIONS, sources })
    // What the program shows is not the matter here: it is not all read.
    return faults
      .map(({ rule, file: path }) => `${rule} ${path}`)
      .filter((one) => !one.startsWith('texts/unused'))
  }

  it('is reported once, and nothing of what follows from it', () => {
    const left = [
      'content/faq/mothers/birth-deadline.yaml',
      'flows/register-birth.yaml',
      'content/partners/lavenir.yaml',
      'content/locales/ar/flow-appointment.yaml',
      'content/locales/fr/common.yaml',
    ]

    expect(rulesWith(...left)).toEqual(left.map((path) => `yaml/syntax ${path}`))
  })

  it.each(['content/locales/fr/numbers.yaml', 'content/towns.yaml', 'content/needs.yaml'])(
    'is the only thing to be mended where everything hangs on it: %s',
    (path) => {
      expect(rulesWith(path)).toEqual([`yaml/syntax ${path}`])
    },
  )

  it('is no excuse for a text that is missing elsewhere', () => {
    const set = loadTexts([
      file('fr', 'a: oui\nb: non'),
      file('ar', 'a: 1\nb: لا'),
      file('ary', 'a: "'),
      file('en', 'a: yes'),
    ])

    expect(checkTexts(set).map(({ message }) => message)).toEqual([
      'The text "common:b" is missing in "en"; add it to content/locales/en/.',
    ])
  })
})

describe('npm run check', () => {
  it('fails on each of these, with the file and the place', () => {
    const project = realProject()
    const { entry, documents } = spoiltEntry((draft) => {
      draft.answers.ar = `${draft.answers.ar} 77 \u2066DH\u2069 05 22 27 76 88 ${'كلمة '.repeat(150)}`
      draft.phrasings.en = ['bonjour', 'two']
      draft.partners = ['nobody', 'icosi']
      draft.sources = []
      draft.expires = draft.reviewed
    })
    if (entry === undefined) throw new Error('the entry does not load')
    const piop = changedPartner('piop', { ledOnTo: [] })
    const anapec = changedPartner('anapec', {
      does: { ...changedPartner('anapec', {}).does, en: 'Call \u206605 22 27 76 88' },
    })
    const partners = new Map([...project.directory.partners, ['piop', piop], ['anapec', anapec]])
    const lost =
      'flow: lost\nversion: 1\nsubject: general\ntitle: title\nstart: end\nnodes:\n  end: { type: end, text: hello }\n  far: { type: end }\n'
    const { flows } = loadFlows([{ path: 'flows/lost.yaml', source: lost }])
    const spoilt = {
      ...project,
      entries: new Map([...project.entries, [entry.entry, entry]]),
      documents: new Map([...project.documents, ...documents]),
      directory: { ...project.directory, partners },
      flows: new Map([...project.flows, ...flows]),
    }

    const faults = checkProject(spoilt, OPTIONS)

    const errors = faults.filter(({ severity }) => severity === 'error')
    const rules = new Set(errors.map(({ rule }) => rule))
    for (const rule of [
      'content/too-few-phrasings',
      'content/phrasing-twice',
      'content/figures-differ',
      'content/answer-too-long',
      'content/not-isolated',
      'content/no-source',
      'content/dates',
      'content/missing-reference',
      'content/closed-partner',
      'partners/leads-nowhere',
      'texts/figures-differ',
      'flow/unreachable-node',
      'flow/missing-text',
    ]) {
      expect([...rules], rule).toContain(rule)
    }
    for (const { file: path, line } of errors) {
      expect(path).toMatch(/^(content|flows)\//u)
      expect(line).toBeGreaterThan(0)
    }
  })
})

function tiny(): string {
  return 'flow: tiny\nversion: 1\nsubject: general\ntitle: title\nstart: end\nnodes:\n  end: { type: end, text: hello }\n'
}
