import { readEntry, readPartner, singleChanges } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import type { ContentChange, OverrideRecord } from '../../../ports/index.ts'
import { isolated, type PageContext, say, showTime } from '../page.ts'

/** What a change is about, in words. */
export function changeTitle(
  services: TurnServices,
  page: PageContext,
  change: ContentChange,
): string {
  const title = targetTitle(services, page, change)
  if (change.type === 'import') return say(page, 'changes:import', { name: change.target })
  if (change.type === 'phrasings') return say(page, 'changes:phrasings', { title })
  return say(page, change.kind === 'partner' ? 'changes:partner' : 'changes:entry', { title })
}

function targetTitle(services: TurnServices, page: PageContext, change: ContentChange): string {
  const { entries, directory } = services.knowledge
  if (change.kind === 'partner') {
    const partner = readPartner(change) ?? directory.partners.get(change.target)
    return partner?.name[page.locale] ?? change.target
  }
  const entry = readEntry(change) ?? entries.get(change.target)
  return entry?.title[page.locale] ?? change.target
}

/** Who wrote a change and who put it into use, each with the time. */
export function changeHistory(
  page: PageContext,
  { by, createdAt, publishedBy, publishedAt }: OverrideRecord,
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const nameOf = (id: string) => isolated(names.get(id) ?? say(page, 'changes:somebody'))
  const written = { name: nameOf(by), time: isolated(showTime(page, createdAt)) }
  if (publishedBy === undefined || publishedAt === undefined) {
    return [say(page, 'changes:written', written)]
  }
  const published = { name: nameOf(publishedBy), time: isolated(showTime(page, publishedAt)) }
  return [say(page, 'changes:written', written), say(page, 'changes:published', published)]
}

/** What a message is answered with, in words: the title of an entry, that of a new one too. */
export function labelTitle(
  props: {
    readonly page: PageContext
    readonly services: TurnServices
    readonly change: ContentChange
  },
  label: string | undefined,
): string {
  const { page, services, change } = props
  if (label === undefined) return say(page, 'changes:effect.nothing')
  const [kind, id = ''] = label.split(':')
  if (kind !== 'faq') return say(page, 'changes:effect.smalltalk')
  const written = singleChanges([change]).find(({ target }) => target === id)
  const entry = services.knowledge.entries.get(id) ?? (written && readEntry(written))
  return entry?.title[page.locale] ?? id
}
