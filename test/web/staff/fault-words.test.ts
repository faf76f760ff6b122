import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { type Fault, LOCALES } from '../../../src/core/index.ts'
import { UNDELIVERED_REASONS } from '../../../src/ports/index.ts'
import { faultWords } from '../../../src/web/staff/changes/faults.tsx'
import { STAFF_LOCALES } from '../../../src/web/staff/page.ts'
import { realProject } from '../../support/project.ts'
import { createWorkspace } from './workspace.ts'

/** A rule where it is named in the source: `rule: 'flow/shape',` or as one value of several. */
const RULE =
  /'((?:content|flow|lexicon|live|partners|texts|urgency|yaml)\/[a-z]+(?:-[a-z]+)*)'(?=,| \|)/gu

function rulesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file))
  const found = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(RULE)])
  const names = new Set(found.map(([, name = '']) => name))
  // A few names of folders look the same.
  return [...names].filter((name) => !existsSync(join(PROJECT_ROOT, name))).sort()
}

const RULES = rulesIn(join(PROJECT_ROOT, 'src'))
const { texts } = realProject()

describe('what the staff are told', () => {
  it('has words of its own for each rule of the checks, in each language', () => {
    const wordless = RULES.flatMap((rule) => {
      const other = (locale: (typeof STAFF_LOCALES)[number]) => {
        const page = { texts, locale, version: '', path: '' }
        return faultWords(page, { rule, message: '' }) === texts.text(locale, 'checks:other')
      }
      return STAFF_LOCALES.filter(other).map((locale) => `${locale} ${rule}`)
    })

    expect(RULES.length).toBeGreaterThan(60)
    expect(wordless).toEqual([])
  })

  it('has words for each reason why a message was not delivered, in each language', () => {
    const wordless = LOCALES.flatMap((locale) =>
      UNDELIVERED_REASONS.filter((reason) => !texts.has(locale, `undelivered:${reason}`)),
    )

    expect(wordless).toEqual([])
  })

  it('names the file and what is meant, and none of the English of the program', async () => {
    const work = createWorkspace()
    const { cookie } = await work.enter('amina', 'viewer')
    const place = { file: 'flows/register-birth.yaml', line: 3, column: 5 } as const
    const fault: Fault = {
      ...{ ...place, rule: 'flow/missing-target', severity: 'error' },
      message: 'There is no node "ending" to go to.',
    }
    work.fileFaults.push(fault)

    const body = await (await work.visit('/staff?lang=ar', cookie)).text()

    expect(body).toContain('خطوة تؤدي إلى أخرى غير موجودة: «\u00a0\u2068ending\u2069\u00a0»')
    expect(body).toContain('flows/register-birth.yaml:3:5')
    expect(body).not.toContain('There is no node')
  })
})
