import type { ByLocale, ContactValue, OpeningValue, PartnerValue } from '../../../content/index.ts'
import { LOCALES } from '../../../core/index.ts'
import { chosen, lines, readSources, text } from '../content/entry-form.ts'
import { type FormFields, firstOf, oneLine } from '../questions/form.ts'

/** A partner as its form holds it. */
export function readPartnerForm(form: FormFields, partner: string): PartnerValue {
  return {
    ...{ partner, status: firstOf(form, 'status'), kind: firstOf(form, 'kind') },
    ...{ name: byLocale(form, 'name'), does: byLocale(form, 'does'), via: byLocale(form, 'via') },
    aliases: lines(firstOf(form, 'aliases')),
    ...{ topics: chosen(form, 'topics'), needs: chosen(form, 'needs') },
    serves: chosen(form, 'serves'),
    place: { scope: firstOf(form, 'scope'), cities: chosen(form, 'cities') },
    languages: lines(firstOf(form, 'languages')),
    ...{ capacity: firstOf(form, 'capacity'), cost: firstOf(form, 'cost') },
    opening: readOpening(form),
    telegramChat: oneLine(firstOf(form, 'telegramChat')),
    ...{ contacts: readContacts(form), ledOnTo: chosen(form, 'ledOnTo') },
    ...{ sources: readSources(form), reviewed: firstOf(form, 'reviewed') },
  }
}

/** The contacts of a form, each with the source beside it; those without a value are passed over. */
function readContacts(form: FormFields): readonly ContactValue[] {
  const types = form.get('contact-type') ?? []
  const values = (form.get('contact-value') ?? []).map(oneLine)
  const read = (name: string, at: number) => oneLine(form.get(`contact-${name}`)?.[at] ?? '')
  return values.flatMap((value, at) => {
    if (value === '') return []
    const source = {
      ...{ title: read('title', at), url: read('url', at), date: read('date', at) },
      confidence: read('confidence', at),
    }
    return [{ type: types[at] ?? '', value, source }]
  })
}

/** The opening hours of a form; lines without a day or an hour are passed over. */
function readOpening(form: FormFields): readonly OpeningValue[] {
  return (form.get('opening-from') ?? []).flatMap((from, at) => {
    const days = chosen(form, `opening-days-${at}`)
    const to = form.get('opening-to')?.[at] ?? ''
    return days.length === 0 && from === '' && to === '' ? [] : [{ days, from, to }]
  })
}

function byLocale(form: FormFields, name: string): ByLocale {
  return Object.fromEntries(
    LOCALES.map((locale) => [locale, text(firstOf(form, `${name}-${locale}`))]),
  )
}
