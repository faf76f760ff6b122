import type { FigureNames } from '../../content/index.ts'
import type { PageContext } from './page.ts'

/** What each page of campaigns is given. */
export interface CampaignPage {
  readonly page: PageContext
  readonly names: FigureNames
}

/** A text of the campaigns. */
export function sayCampaign(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return page.texts.text(page.locale, `campaigns:${key}`, values)
}
