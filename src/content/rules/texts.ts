import { type Fault, LOCALES } from '../../core/index.ts'
import type { TextSet } from '../../texts/index.ts'

/**
 * A text that stands in one locale stands in all, with the same values put into it. One of a flow
 * is missed by the flow that shows it.
 */
export function checkTexts(set: TextSet): readonly Fault[] {
  const faults: Fault[] = []
  const all = new Set(LOCALES.flatMap((locale) => [...set.keys[locale].keys()]))
  for (const key of all) {
    const home = LOCALES.map((locale) => set.keys[locale].get(key)).find(
      (place) => place !== undefined,
    )
    if (home === undefined) continue
    const expected = valuesIn(home.value)
    for (const locale of LOCALES) {
      const place = set.keys[locale].get(key)
      if (place === undefined) {
        if (set.isUnread(locale, key) || key.startsWith('flow-')) continue
        const message = `The text "${key}" is missing in "${locale}"; add it to content/locales/${locale}/.`
        faults.push({
          rule: 'texts/missing',
          severity: 'error',
          file: home.file,
          line: home.line,
          column: home.column,
          message,
        })
        continue
      }
      const { file, line, column } = place
      if (isEmpty(place.value)) {
        const message = `The text "${key}" is empty.`
        faults.push({ rule: 'texts/empty', severity: 'error', file, line, column, message })
      }
      if (valuesIn(place.value) !== expected) {
        const message = `The text "${key}" takes other values here ({{…}}: ${valuesIn(place.value) || 'none'}) than elsewhere (${expected || 'none'}).`
        faults.push({ rule: 'texts/values-differ', severity: 'error', file, line, column, message })
      }
    }
  }
  return faults
}

function valuesIn(value: string | readonly string[]): string {
  if (typeof value !== 'string') return ''
  return [...new Set(value.match(/\{\{\s*[\w.-]+\s*\}\}/gu) ?? [])].sort().join(' ')
}

function isEmpty(value: string | readonly string[]): boolean {
  return typeof value === 'string' ? value.trim() === '' : value.length === 0
}
