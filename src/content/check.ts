import { type Fault, LOCALES, type Locale, NEEDS, TOPICS } from '../core/index.ts'
import type { SourceFile } from '../documents/index.ts'
import { checkFlows } from '../flow/index.ts'
import { rankPartners } from '../partners/index.ts'
import type { ChannelLimits } from '../ports/index.ts'
import { checkUrgency } from '../urgency/index.ts'
import { readMonths } from './figures.ts'
import type { Project } from './project.ts'
import type { Coverage } from './recordings.ts'
import { MAX_TITLE_LENGTH } from './rules/answers.ts'
import { checkEntries, type EntryWorld } from './rules/index.ts'
import { checkLocalized } from './rules/localized.ts'
import { checkPartners } from './rules/partners.ts'
import { checkTextUses } from './rules/text-uses.ts'
import { checkTexts } from './rules/texts.ts'
import { wholeAnswer } from './rules/whole.ts'
import { lacksShared, unreadIn } from './unread.ts'

/** What is there, for `npm run check -- --json`. */
export interface ProjectCounts {
  readonly entries: Readonly<Record<string, number>>
  readonly phrasings: Readonly<Record<string, Readonly<Record<Locale, number>>>>
  readonly partners: { readonly total: number; readonly open: number; readonly closed: number }
  readonly flows: number
  readonly transcripts: number
  readonly towns: number
  readonly expired: number
  /** Answers that can be listened to, and those that cannot. */
  readonly audio: Readonly<Record<Locale, { readonly recorded: number; readonly missing: number }>>
}

/** What the project is held against. */
export interface CheckOptions {
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly limits: readonly ChannelLimits[]
  /** The program, where texts that nothing uses are to be found too. */
  readonly sources?: readonly SourceFile[]
}

/**
 * Everything wrong in the project, each file for itself first, then what spans several. What only
 * follows from a file that could not be read is left out: it would hide the fault that counts.
 */
export function checkProject(project: Project, options: CheckOptions): readonly Fault[] {
  if (lacksShared(project)) return project.faults
  const { sources } = options
  const unread = unreadIn(project)
  const world = { ...entryWorld(project, options), unread }
  return [
    ...project.faults,
    ...checkEntries(world),
    ...checkPartners(project.directory, unread.partners),
    ...checkFlows(project.flows, {
      texts: project.texts,
      isUnread: project.textSet.isUnread,
      textKeys: textKeys(project),
      entries: new Set([...project.entries.keys(), ...unread.entries]),
      partnersFor: (need) =>
        NEEDS.some((known) => known === need)
          ? rankPartners(project.directory, { need, locale: 'fr' }).length + unread.partners.size
          : 0,
      limits: options.limits,
      unreadFlows: unread.flows,
      longestTitle: MAX_TITLE_LENGTH,
    }),
    ...checkUrgency(project.urgencyRules, project.directory),
    ...checkTexts(project.textSet),
    ...checkLocalized(project, world.months),
    ...(sources === undefined
      ? []
      : checkTextUses(project.textSet, project.flows, sources, unread.flows)),
  ]
}

function textKeys({ textSet }: Project): readonly string[] {
  return [...new Set(LOCALES.flatMap((locale) => [...textSet.keys[locale].keys()]))]
}

/** What the rules about entries look at. */
export function entryWorld(project: Project, { today, limits }: CheckOptions): EntryWorld {
  const { directory, texts } = project
  return {
    entries: project.entries,
    documents: project.documents,
    partners: directory.partners,
    flows: new Set([...project.flows.values()].map((flow) => flow.flow)),
    smalltalk: project.smalltalk,
    months: readMonths(texts),
    today,
    longestText: Math.min(...limits.map(({ textLength }) => textLength)),
    whole: wholeAnswer(texts, directory.partners),
  }
}

/** Counts what is there. */
export function countProject(
  project: Project,
  options: { readonly today: string; readonly transcripts: number },
): ProjectCounts {
  const entries = [...project.entries.values()]
  const partners = [...project.directory.partners.values()]
  const byTopic = <T>(count: (topic: string) => T) =>
    Object.fromEntries(TOPICS.map((topic) => [topic, count(topic)]))
  const phrasings = (topic: string, locale: Locale) =>
    entries
      .filter((entry) => entry.topic === topic)
      .reduce((sum, entry) => sum + entry.phrasings[locale].length, 0)
  return {
    entries: byTopic((topic) => entries.filter((entry) => entry.topic === topic).length),
    phrasings: byTopic((topic) => ({
      fr: phrasings(topic, 'fr'),
      ar: phrasings(topic, 'ar'),
      ary: phrasings(topic, 'ary'),
      en: phrasings(topic, 'en'),
    })),
    partners: {
      total: partners.length,
      open: partners.filter((partner) => partner.status === 'open').length,
      closed: partners.filter((partner) => partner.status === 'closed').length,
    },
    flows: project.flows.size,
    transcripts: options.transcripts,
    towns: project.directory.towns.all.length,
    audio: audioOf(project),
    expired: entries.filter((entry) => entry.expires < options.today).length,
  }
}

function audioOf({ recordings, entries }: Project): ProjectCounts['audio'] {
  const { fr, ar, ary, en } = recordings.coverage(entries.values())
  const count = ({ recorded, missing }: Coverage) => ({ recorded, missing: missing.length })
  return { fr: count(fr), ar: count(ar), ary: count(ary), en: count(en) }
}
