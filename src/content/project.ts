import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry, Fault } from '../core/index.ts'
import { type Document, type DocumentCache, readTree, type SourceFile } from '../documents/index.ts'
import { DalilError } from '../errors.ts'
import { type Lexicon, loadEntries, loadLexicon, type TrainingExample } from '../faq/index.ts'
import { loadFlows } from '../flow/index.ts'
import { loadDirectory } from '../partners/index.ts'
import { loadTexts, type TextSet } from '../texts/index.ts'
import { loadUrgency, type UrgencyRules } from '../urgency/index.ts'
import type { Knowledge } from './knowledge.ts'
import { loadElsewhere } from './load-elsewhere.ts'
import { loadMenu } from './load-menu.ts'
import { loadSmalltalk } from './load-smalltalk.ts'
import { layOver, type Overlay, withPhrasings } from './overlay.ts'
import { loadRecordings } from './recordings.ts'

/** Everything read from `content/` and `flows/`, and everything wrong in the single files. */
export interface Project extends Omit<Knowledge, 'urgency'> {
  readonly urgencyRules: UrgencyRules
  readonly lexicon: Lexicon
  /** What people ask that is not ours; it gets no answer that only looks alike. */
  readonly elsewhere: readonly string[]
  readonly textSet: TextSet
  readonly documents: ReadonlyMap<string, Document>
  readonly flowFiles: readonly SourceFile[]
  readonly faults: readonly Fault[]
}

/**
 * Reads the project that stands below `root`, with a cache of what was parsed before and with what
 * the staff published on top of it, where given. A file with a fault is left out and reported; what
 * is sound goes on answering.
 *
 * @throws DalilError `documents:unreadable` when `content/` or `flows/` is not there.
 */
export function readProject(root: string, cache?: DocumentCache, overlay: Overlay = []): Project {
  const textSet = loadTexts(readTree(root, 'content/locales'), cache?.read)
  const flowFiles = readTree(root, 'flows')
  const faq = layOver(readTree(root, 'content/faq'), overlay, 'entry')
  const loaded = loadEntries(faq, cache?.read)
  const entries = withPhrasings(loaded.entries, overlay)
  const talk = loadSmalltalk(readTree(root, 'content/smalltalk'), cache?.read)
  const { flows, faults: flowFaults } = loadFlows(flowFiles, cache?.read)
  const menu = loadMenu(file(root, 'content/topics.yaml'), entries, [...flows.values()])
  const { directory, faults: directoryFaults } = loadDirectory(
    {
      partners: layOver(readTree(root, 'content/partners'), overlay, 'partner'),
      towns: file(root, 'content/towns.yaml'),
      needs: file(root, 'content/needs.yaml'),
      audiences: file(root, 'content/audiences.yaml'),
    },
    cache?.read,
  )
  const { recordings, faults: recordingFaults } = loadRecordings(root, entries)
  const urgency = loadUrgency(file(root, 'content/urgency.yaml'), cache?.read)
  const lexicon = loadLexicon(file(root, 'content/lexicon.yaml'), cache?.read)
  const elsewhere = loadElsewhere(file(root, 'content/elsewhere.yaml'), cache?.read)
  cache?.keep()
  return {
    entries,
    recordings,
    documents: loaded.documents,
    smalltalk: talk.smalltalk,
    menu: menu.menu,
    flows,
    flowFiles,
    directory,
    texts: textSet.texts,
    textSet,
    urgencyRules: urgency.rules,
    lexicon: lexicon.lexicon,
    elsewhere: elsewhere.elsewhere,
    faults: [
      ...loaded.faults,
      ...recordingFaults,
      ...talk.faults,
      ...menu.faults,
      ...flowFaults,
      ...directoryFaults,
      ...urgency.faults,
      ...lexicon.faults,
      ...elsewhere.faults,
      ...textSet.faults,
    ],
  }
}

/** What the matcher learns: every phrasing of every entry and of small talk, with its language. */
export function trainingExamples(
  entries: Iterable<Entry>,
  smalltalk: Knowledge['smalltalk'],
): readonly TrainingExample[] {
  const examples: TrainingExample[] = []
  const add = (label: string, phrasings: Entry['phrasings']) => {
    for (const [lang, texts] of Object.entries(phrasings)) {
      for (const text of texts) examples.push({ text, label, lang })
    }
  }
  for (const entry of entries) add(`faq:${entry.entry}`, entry.phrasings)
  for (const talk of smalltalk.values()) add(`smalltalk:${talk.smalltalk}`, talk.phrasings)
  return examples
}

function file(root: string, path: string): SourceFile {
  try {
    return { path, source: readFileSync(join(root, path), 'utf8') }
  } catch (cause) {
    const message = `The file ${path} could not be read; check that it is there and readable.`
    throw new DalilError('documents:unreadable', message, { cause })
  }
}
