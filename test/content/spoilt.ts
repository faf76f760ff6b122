import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { CHANNEL_LIMITS } from '../../src/channels/limits.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { entryWorld } from '../../src/content/check.ts'
import { checkEntry, type EntryWorld } from '../../src/content/rules/index.ts'
import type { Partner } from '../../src/core/index.ts'
import { loadEntries } from '../../src/faq/index.ts'
import { realProject } from '../support/project.ts'

const PATH = 'content/faq/mothers/birth-deadline.yaml'
const SOURCE = readFileSync(join(PROJECT_ROOT, PATH), 'utf8')

/** The groups whose entries the spoilt one names, and one that it does not. */
const NEAR = ['birth', 'papers', 'declare']

/** What the project is held against in these tests. */
export const OPTIONS = { today: '2026-11-24', limits: Object.values(CHANNEL_LIMITS) }

/** An entry as it stands in its file. */
export type Draft = Record<string, never> & {
  answers: Record<string, string>
  title: Record<string, string>
  phrasings: Record<string, string[]>
  partners: string[]
  confirm: string[]
  sources: { confidence: string; date: string }[]
  reviewed: string
  expires: string
  flow: string
}

/** A sound entry after `spoil` was done to it, as the loader reads it. */
export function spoiltEntry(spoil: (entry: Draft) => void) {
  const entry = parse(SOURCE)
  spoil(entry)
  const { entries, documents, faults } = loadEntries([{ path: PATH, source: stringify(entry) }])
  return { entry: entries.get('birth-deadline'), documents, faults }
}

/** The rules that find something in a sound entry after `spoil` was done to it. */
export function faultsAfter(
  spoil: (entry: Draft) => void,
  other: Partial<EntryWorld> = {},
): readonly string[] {
  const { entry, documents, faults } = spoiltEntry(spoil)
  const project = realProject()
  // A few neighbours only: their phrasings are compared each time.
  const near = [...project.entries.values()].filter(({ group }) => NEAR.includes(group))
  const entries = new Map(near.map((one) => [one.entry, one]))
  if (entry !== undefined) entries.set('birth-deadline', entry)
  const world = { ...entryWorld(project, OPTIONS), entries, documents, ...other }
  const found = entry === undefined ? [] : checkEntry(entry, world)
  return [...faults, ...found].map((fault) => fault.rule)
}

/** A partner of the directory with something changed. */
export function changedPartner(id: string, change: Partial<Partner>): Partner {
  const partner = realProject().directory.partners.get(id)
  if (partner === undefined) throw new Error(`no partner ${id}`)
  return { ...partner, ...change }
}
