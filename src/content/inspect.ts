import type { z } from 'zod'
import type { Entry, Fault, Partner } from '../core/index.ts'
import { findMisfits, type Path, readDocument } from '../documents/index.ts'
import { entrySchema, incompleteEntrySchema, loadEntries } from '../faq/index.ts'
import { partnerSchema } from '../partners/index.ts'
import { type Months, readMonths } from './figures.ts'
import type { Knowledge } from './knowledge.ts'
import { MAX_GROUP } from './load-menu.ts'
import { ENTRY_RULES, type EntryWorld } from './rules/index.ts'
import { findInTexts, textsOf } from './rules/localized.ts'
import { checkPartners } from './rules/partners.ts'
import { wholeAnswer } from './rules/whole.ts'

/** Something wrong in one document: which rule says so, and about which value. */
export interface Note {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** Keys and indexes down to the value; empty where it is about the whole. */
  readonly path: Path
  /** In English; what it quotes is quoted in any language. */
  readonly message: string
  /** What was counted, and the least or the most that it should be. */
  readonly measure?: readonly [found: number, limit: number]
  readonly suggestion?: string | undefined
}

/** One document held against everything else that is known. */
export interface Inspection<T> {
  /** What it says, where its shape is right. */
  readonly value?: T | undefined
  readonly notes: readonly Note[]
}

/** What a document is held against. */
export interface InspectionWorld {
  readonly knowledge: Omit<Knowledge, 'urgency'>
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Characters of a message on the channel that takes fewest. */
  readonly longestText: number
}

/** Everything that `npm run check` would find in this entry. Quick enough to be asked while typing. */
export function inspectEntry(
  target: string,
  source: string,
  world: InspectionWorld,
): Inspection<Entry> {
  const path = `content/faq/${target}.yaml`
  const document = readDocument(path, source)
  if (document.faults.length > 0) return { notes: document.faults.map(toNote) }
  const entry = loadEntries([{ path, source }]).entries.get(target)
  if (entry === undefined)
    return { notes: shapeNotes(document.value, entrySchemaFor(document.value)) }
  const against = toEntryWorld(world)
  const notes = ENTRY_RULES.flatMap(({ rule, find }) =>
    [...find(entry, against)].map((finding): Note => ({ severity: 'error', ...finding, rule })),
  )
  return { value: entry, notes: [...notes, ...strayNotes(entry, world)] }
}

function entrySchemaFor(value: unknown) {
  const says = typeof value === 'object' && value !== null && 'incomplete' in value
  return says && value.incomplete === true ? incompleteEntrySchema : entrySchema
}

function toEntryWorld({ knowledge, today, longestText }: InspectionWorld): EntryWorld {
  const { entries, smalltalk, directory, flows, texts } = knowledge
  const { partners } = directory
  return {
    ...{ entries, smalltalk, partners, today, longestText },
    documents: new Map(),
    flows: new Set(flows.keys()),
    months: monthsOf(knowledge),
    whole: wholeAnswer(texts, partners),
  }
}

/**
 * An entry whose group no menu shows is never found by somebody who cannot type, and a group that is
 * full has no room for it.
 */
function strayNotes(
  { entry, topic, group }: Entry,
  { knowledge }: InspectionWorld,
): readonly Note[] {
  const groups = knowledge.menu.find((one) => one.topic === topic)?.groups ?? []
  const own = groups.find((one) => one.group === group)
  if (own === undefined) {
    const message = `The group "${group}" is not one of topic "${topic}" in content/topics.yaml.`
    return [{ rule: 'content/not-in-menu', severity: 'error', path: ['group'], message }]
  }
  const size = own.entries.filter((one) => one !== entry).length + 1
  if (size <= MAX_GROUP) return []
  const message = `The group "${group}" would show ${size} entries; at most ${MAX_GROUP}.`
  return [{ rule: 'content/group-size', severity: 'error', path: ['group'], message }]
}

/** Everything that `npm run check` would find in this partner. */
export function inspectPartner(
  target: string,
  source: string,
  world: InspectionWorld,
): Inspection<Partner> {
  const document = readDocument(`content/partners/${target}.yaml`, source)
  if (document.faults.length > 0) return { notes: document.faults.map(toNote) }
  const { data: partner } = partnerSchema.safeParse(document.value)
  if (partner === undefined) return { notes: shapeNotes(document.value, partnerSchema) }
  const { directory } = world.knowledge
  const partners = new Map([...directory.partners, [partner.partner, partner]])
  const own = [document.file, 'content/partners/.yaml']
  const notes = checkPartners({ ...directory, partners })
    .filter(({ file }) => own.includes(file))
    .map(toNote)
  const inTexts = textsOf(partner).flatMap(([name, texts]) =>
    [...findInTexts(texts, monthsOf(world.knowledge))].map(
      ({ rule, locale, says }): Note => ({
        ...{ rule, severity: 'error', path: [name, locale], message: says(name) },
      }),
    ),
  )
  return { value: partner, notes: [...notes, ...inTexts] }
}

const months = new WeakMap<Knowledge['texts'], Months>()

/** Read once for the texts of a moment. */
function monthsOf({ texts }: Pick<Knowledge, 'texts'>): Months {
  const known = months.get(texts) ?? readMonths(texts)
  months.set(texts, known)
  return known
}

/** What rules about partners find is about these keys. */
const ABOUT: Readonly<Record<string, Path>> = {
  'partners/unknown-town': ['place'],
  'partners/unknown-audience': ['serves'],
  'partners/no-date': ['contacts'],
  'partners/leads-nowhere': ['ledOnTo'],
  'partners/unknown-partner': ['ledOnTo'],
  'partners/closed-partner': ['ledOnTo'],
  'partners/nobody-helps': ['needs'],
  'partners/all-full': ['needs'],
}

function toNote({ rule, severity, message, suggestion }: Fault): Note {
  return { rule, severity, path: ABOUT[rule] ?? [], message, suggestion }
}

/** What keeps a document from having the right shape; the path says which value is meant. */
function shapeNotes(value: unknown, schema: z.ZodType): readonly Note[] {
  return findMisfits(value, schema).map(({ path, message, suggestion }) => {
    const name = path.join('.')
    const plain = message.replace(` at "${name}"`, '').replace(`"${name}"`, name)
    return { rule: 'content/shape', severity: 'error', path, message: plain, suggestion }
  })
}
