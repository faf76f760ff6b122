import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import type { FlowState, Locale } from '../../src/core/index.ts'
import { readTree, type SourceFile } from '../../src/documents/index.ts'
import {
  createWords,
  type FlowContext,
  type FlowServices,
  type FlowStep,
  loadFlows,
  type Words,
} from '../../src/flow/index.ts'
import type { Texts } from '../../src/ports/index.ts'
import { loadTexts } from '../../src/texts/index.ts'

/** The texts of one locale of a flow that stands in a test. */
export type TestTexts = Readonly<Record<string, string | readonly string[]>>

/** The words that are really understood; the other texts would only cost time. */
export const REAL_LOCALES = readTree(PROJECT_ROOT, 'content/locales').filter(({ path }) =>
  /(?:words|numbers)\.yaml$/u.test(path),
)

/** {@link REAL_LOCALES}, prepared. */
export const REAL_WORDS: Words = createWords(loadTexts(REAL_LOCALES).texts)

/** `readFileSync` below the project. */
export function readProjectFile(path: string): string {
  return readFileSync(join(PROJECT_ROOT, path), 'utf8')
}

/** A flow file written in a test; the head is filled in where it is not given. */
export function flowFile(source: Readonly<Record<string, unknown>>): SourceFile {
  const flow = { flow: 'sample', version: 1, subject: 'general', title: 'title', ...source }
  const suffix = 'file' in source ? `.v${flow.version}` : ''
  const { file: _file, ...body } = flow as typeof flow & { file?: unknown }
  return {
    path: `flows/${flow.flow}${suffix}.yaml`,
    source: stringify(body, { aliasDuplicateObjects: false }),
  }
}

/** Texts of the project, with those of a flow in all four locales. */
export function textsWith(flow: string, texts: TestTexts, locales?: readonly Locale[]): Texts {
  const own = (locales ?? ['fr', 'ar', 'ary', 'en']).map((locale) => ({
    path: `content/locales/${locale}/flow-${flow}.yaml`,
    source: stringify({ title: 'Titre', ...texts }),
  }))
  return loadTexts([...REAL_LOCALES, ...own]).texts
}

/** Services with flows that stand in a test; two towns are known. */
export function servicesFor(files: readonly SourceFile[], texts: Texts): FlowServices {
  const { flows, faults } = loadFlows(files)
  if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 2))
  const towns = ['casablanca', 'oujda']
  return {
    flows,
    texts,
    words: createWords(texts),
    findCity: (text) => {
      const id = towns.find((town) => text.toLowerCase().includes(town))
      return id === undefined ? undefined : { id, name: id.replace(/^./u, (c) => c.toUpperCase()) }
    },
  }
}

export const CONTEXT: FlowContext = { locale: 'fr', channel: 'console', today: '2026-03-20' }

/** The state of a step that waits, after a journey through JSON. */
export function stateOf(step: FlowStep): FlowState {
  if (step.state === undefined) throw new Error(`The flow ended: ${JSON.stringify(step)}`)
  return JSON.parse(JSON.stringify(step.state))
}

/** The texts that a step says. */
export function saidIn(step: FlowStep): readonly string[] {
  return step.outputs.flatMap((output) =>
    output.type === 'text' || output.type === 'pass-on' ? [output.text] : [],
  )
}

/** The events of a step but for the nodes that were passed. */
export function eventsIn(step: FlowStep): readonly string[] {
  return step.events.filter(({ type }) => type !== 'step').map(({ type }) => type)
}
