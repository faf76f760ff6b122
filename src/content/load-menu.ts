import { z } from 'zod'
import { type Entry, type Fault, TOPICS, type Topic } from '../core/index.ts'
import { id, readDocument, type SourceFile, text, validate } from '../documents/index.ts'
import type { MenuTopic } from './knowledge.ts'
import { MAX_TITLE_LENGTH } from './rules/answers.ts'

/** One line of a menu. */
const line = text.max(
  MAX_TITLE_LENGTH,
  `must have at most ${MAX_TITLE_LENGTH} characters; shorten it`,
)
const title = z.strictObject({ fr: line, ar: line, ary: line, en: line })

/** The shape of `content/topics.yaml`. */
const topicsSchema = z.strictObject({
  topics: z
    .array(
      z.strictObject({
        topic: z.enum(TOPICS),
        title,
        discreet: title.optional(),
        groups: z.array(z.strictObject({ group: id, title })).min(1),
      }),
    )
    .min(1),
})

/** What the menus need to know of a flow. */
export interface MenuFlow {
  readonly flow: string
  readonly subject: Topic
}

/** The menus: subjects, their groups in the order of the file, and the entries of each by title. */
export function loadMenu(
  file: SourceFile,
  entries: ReadonlyMap<string, Entry>,
  flows: readonly MenuFlow[],
): { readonly menu: readonly MenuTopic[]; readonly faults: readonly Fault[] } {
  const document = readDocument(file.path, file.source)
  const result = validate(document, topicsSchema, 'content/shape')
  if (result.value === undefined) return { menu: [], faults: result.faults }
  const menu = result.value.topics.map((topic) => ({
    topic: topic.topic,
    title: topic.title,
    ...(topic.discreet === undefined ? {} : { discreet: topic.discreet }),
    groups: topic.groups.map((group) => ({
      group: group.group,
      title: group.title,
      entries: [...entries.values()]
        .filter((entry) => entry.topic === topic.topic && entry.group === group.group)
        .map((entry) => entry.entry),
    })),
    flows: flows.filter((flow) => flow.subject === topic.topic).map((flow) => flow.flow),
  }))
  return { menu, faults: [...strays(menu, entries), ...crowded(file.path, menu)] }
}

/** Entries whose group no menu shows: a person who cannot type would never find them. */
function* strays(
  menu: readonly MenuTopic[],
  entries: ReadonlyMap<string, Entry>,
): Generator<Fault> {
  const shown = new Set(menu.flatMap((topic) => topic.groups.flatMap((group) => group.entries)))
  for (const entry of entries.values()) {
    if (shown.has(entry.entry)) continue
    yield {
      rule: 'content/not-in-menu',
      severity: 'error',
      file: `content/faq/${entry.topic}/${entry.entry}.yaml`,
      line: 1,
      column: 1,
      message: `The group "${entry.group}" is not one of topic "${entry.topic}" in content/topics.yaml.`,
    }
  }
}

/** Most entries of a group: more do not fit a list of WhatsApp with the two ways back. */
export const MAX_GROUP = 10

/** Groups that no longer fit one screen: a person who cannot type would not find the end. */
function* crowded(file: string, menu: readonly MenuTopic[]): Generator<Fault> {
  for (const { group, entries } of menu.flatMap((topic) => topic.groups)) {
    if (entries.length <= MAX_GROUP && entries.length > 0) continue
    const message = `The group "${group}" shows ${entries.length} entries; expected 1 to ${MAX_GROUP}.`
    yield { rule: 'content/group-size', severity: 'error', file, line: 1, column: 1, message }
  }
}
