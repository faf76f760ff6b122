import type { TurnServices } from '../../../conversation/index.ts'
import { LOCALES } from '../../../core/index.ts'
import { describePartner } from '../../../partners/index.ts'
import type { TextsByLocale } from '../../../review/index.ts'

/** What people read who are led on to a partner, in each language; nothing where there is no such. */
export function referral({ knowledge }: TurnServices, id: string): TextsByLocale | undefined {
  const { directory, texts } = knowledge
  const partner = directory.partners.get(id)
  if (partner === undefined || partner.status === 'closed') return undefined
  const ranked = { partner, score: 0, reasons: [] }
  return Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      `${texts.text(locale, 'team:refer')}\n\n${describePartner(texts, directory, ranked, locale)}`,
    ]),
  )
}
