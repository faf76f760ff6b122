import type { TurnServices } from '../../../conversation/index.ts'
import { audienceName } from '../../../conversation/index.ts'
import { LOCALES } from '../../../core/index.ts'
import type { AnnouncementRecord, Audience } from '../../../ports/index.ts'
import { isolated, type PageContext, say, showDay, showTime } from '../page.ts'

/** What each page of announcements is given. */
export interface AnnouncementView {
  readonly page: PageContext
  readonly services: TurnServices
  /** Names of staff accounts by id. */
  readonly names: ReadonlyMap<string, string>
}

/** A text of the announcements. */
export function sayNews(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return say(page, `announcements:${key}`, values)
}

/** Whom an announcement is for, in the words of the staff. */
export function audienceWords({ page, services }: AnnouncementView, audience: Audience): string {
  const name = audienceName(services.knowledge, audience, { locale: page.locale, discreet: false })
  return sayNews(page, `audience.${audience.kind}`, { name })
}

/** The text by which an announcement is known in lists: in the language of the page, if there. */
export function titleOf(page: PageContext, { texts }: Pick<AnnouncementRecord, 'texts'>): string {
  const written = [page.locale, ...LOCALES].map((locale) => texts[locale].trim())
  return written.find((text) => text !== '')?.replaceAll('*', '') ?? sayNews(page, 'untitled')
}

/** Who wrote it and who approved it, and until when it is of use. */
export function historyOf(
  { page, names }: AnnouncementView,
  { by, createdAt, approvedBy, approvedAt, until }: AnnouncementRecord,
): readonly string[] {
  const nameOf = (id: string) => isolated(names.get(id) ?? sayNews(page, 'somebody'))
  const time = (at: number) => isolated(showTime(page, at))
  const written = sayNews(page, 'written', { name: nameOf(by), time: time(createdAt) })
  const approved =
    approvedBy === undefined || approvedAt === undefined
      ? []
      : [sayNews(page, 'approved', { name: nameOf(approvedBy), time: time(approvedAt) })]
  const day = Date.parse(`${until}T12:00:00Z`)
  const useful = Number.isNaN(day)
    ? []
    : [sayNews(page, 'until', { day: isolated(showDay(page, day)) })]
  return [written, ...approved, ...useful]
}
