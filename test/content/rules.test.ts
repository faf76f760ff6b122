import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../src/channels/limits.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { ENTRY_RULES, MAX_TITLE_LENGTH } from '../../src/content/index.ts'
import { loadMenu } from '../../src/content/load-menu.ts'
import { LOCALES } from '../../src/core/index.ts'
import { realProject } from '../support/project.ts'
import { faultsAfter } from './spoilt.ts'

describe('an entry', () => {
  it('that is sound has no fault', () => {
    expect(faultsAfter(() => {})).toEqual([])
  })

  it.each(['answers', 'title', 'phrasings'] as const)(
    'without one of the languages in "%s" is a fault with its place',
    (part) => {
      expect(
        faultsAfter((entry) => {
          delete entry[part].ar
        }),
      ).toEqual(['content/shape'])
    },
  )

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

  it('with a phrasing of small talk is a fault', () => {
    const [borrowed = ''] = realProject().smalltalk.get('who-are-you')?.phrasings.fr ?? []

    expect(
      faultsAfter((entry) => {
        entry.phrasings.fr?.push(borrowed)
      }),
    ).toContain('content/phrasing-twice')
  })

  it('with a phrasing twice is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.phrasings.fr?.push(entry.phrasings.fr[0] ?? '')
      }),
    ).toContain('content/phrasing-twice')
  })

  it('without a source is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.sources = []
      }),
    ).toContain('content/no-source')
  })

  it('with a source that has no date is a fault', () => {
    expect(
      faultsAfter((entry) => {
        for (const source of entry.sources) source.date = ' '
      }),
    ).toContain('content/no-source')
  })

  it.each(['reviewed', 'expires'] as const)(
    'without the date "%s" is a fault with its place',
    (date) => {
      expect(
        faultsAfter((entry) => {
          delete (entry as Partial<typeof entry>)[date]
        }),
      ).toEqual(['content/shape'])
    },
  )

  it('that expires before its review is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.reviewed = '2027-01-01'
        entry.expires = '2026-12-31'
      }),
    ).toEqual(['content/dates'])
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
    const [rule] = ENTRY_RULES.filter((one) => one.rule === 'content/expired')

    expect(
      faultsAfter((entry) => {
        entry.reviewed = '2026-01-01'
        entry.expires = '2026-11-23'
      }),
    ).toEqual(['content/expired'])
    expect(rule?.reason).toContain('with a warning')
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

  it.each(['partners', 'confirm'] as const)(
    'that sends people under "%s" to a partner that has closed is a fault',
    (key) => {
      const closed = [...realProject().directory.partners.values()].find(
        (partner) => partner.status === 'closed',
      )

      expect(
        faultsAfter((entry) => {
          entry[key] = [closed?.partner ?? '']
        }),
      ).toContain('content/closed-partner')
    },
  )

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

describe('the menu', () => {
  it('shows no title that is longer than a line of it', () => {
    const path = 'content/topics.yaml'
    const title = { fr: 'À'.repeat(46), ar: 'أ', ary: 'أ', en: 'A' }
    const topics = [{ topic: 'work', title, groups: [{ group: 'start', title }] }]

    const { faults } = loadMenu({ path, source: JSON.stringify({ topics }) }, new Map(), [])

    expect(faults.map(({ message }) => message)).toEqual([
      '"topics.0.title.fr": must have at most 45 characters; shorten it.',
      '"topics.0.groups.0.title.fr": must have at most 45 characters; shorten it.',
    ])
  })
})

describe('a title of the greatest length', () => {
  it.each(LOCALES)(
    'is a button on Telegram and on the chat page, with what stands around it: %s',
    (locale) => {
      const title = 'x'.repeat(MAX_TITLE_LENGTH)
      const { telegram, 'web-chat': page } = CHANNEL_LIMITS

      const { length } = realProject().texts.text(locale, 'menu.flow', { title })

      expect(length).toBeLessThanOrEqual(Math.min(telegram.choiceLength, page.choiceLength))
    },
  )
})

describe('the figures of an entry', () => {
  const with4 = (fr: string, others: string) => (entry: { answers: Record<string, string> }) => {
    entry.answers = { fr, ar: others, ary: others, en: others }
  }

  it.each([
    ['500 000', '500.000'],
    ['500 000', '٥٠٠ ٠٠٠'],
    ['0,5 %', '0.5%'],
    ['05 22 27 76 88', '0522277688'],
    ['30 mai 1995', '30 ماي 1995'],
    ['en octobre 2022', 'فأكتوبر 2022'],
  ])('"%s" and "%s" are the same', (french, other) => {
    expect(faultsAfter(with4(french, other))).toEqual([])
  })

  it.each([
    ['a number', '500 000 DH', '50 000 DH'],
    ['a percentage', '0,5 %', '0,5'],
    ['a day', '30 mai 1995', '31 May 1995'],
    ['a month', '30 mai 1995', '30 June 1995'],
    ['a year', '30 mai 1995', '30 May 1996'],
    ['a phone number', '05 22 27 76 88', '05 22 27 76 89'],
  ])('that differ by %s are a fault', (_, french, other) => {
    expect(faultsAfter(with4(french, other))).toContain('content/figures-differ')
  })

  it('are compared in its title too', () => {
    expect(
      faultsAfter((entry) => {
        entry.title.en = `${entry.title.en} 12`
      }),
    ).toEqual(['content/figures-differ'])
  })
})

describe('the answer of an entry', () => {
  it('that nobody reads to the end is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.answers.en = `${entry.answers.en} ${'word '.repeat(150)}`
      }),
    ).toContain('content/answer-too-long')
  })

  it('that no longer fits the shortest channel with whom to ask is a fault', () => {
    expect(faultsAfter(() => {}, { longestText: 500 })).toContain('content/answer-too-long')
  })

  it('with a title too long for a line of a menu is a fault', () => {
    expect(
      faultsAfter((entry) => {
        entry.title.fr = 'Un titre bien trop long pour une ligne de menu'
      }),
    ).toEqual(['content/answer-too-long'])
  })

  // The marks are set when a text is sent; what that leaves bare is what the rule is about.
  it.each([
    ['a phone number beside a mark of its own', '\u2066DH\u2069 05 22 27 76 88'],
    ['a link beside a mark of its own', '\u2066DH\u2069 https://www.cnss.ma'],
    ['a phone number in Arabic digits', '٠٥ ٢٢ ٢٧ ٧٦ ٨٨'],
  ])('that shows %s turned around is a fault', (_, text) => {
    expect(
      faultsAfter((entry) => {
        entry.answers.ar = `${entry.answers.ar} ${text}`
      }),
    ).toContain('content/not-isolated')
  })

  it('may hold phone numbers and links as they are, which sending isolates', () => {
    expect(
      faultsAfter((entry) => {
        for (const locale of ['fr', 'ar', 'ary', 'en']) {
          entry.answers[locale] = `${entry.answers[locale]} 05 22 27 76 88 https://www.cnss.ma`
        }
      }),
    ).toEqual([])
  })
})

describe('the rules', () => {
  it('each have a name of their own and a reason in one line', () => {
    expect(new Set(ENTRY_RULES.map((rule) => rule.rule)).size).toBe(ENTRY_RULES.length)
    for (const rule of ENTRY_RULES) expect(rule.reason).toMatch(/^[^\n]{20,140}$/u)
  })
})
