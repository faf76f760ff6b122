import type { OpeningValue } from '../../../content/index.ts'
import { WEEKDAYS } from '../../../core/index.ts'
import type { Option } from '../content/fields.tsx'
import type { PageContext } from '../page.ts'
import { sayPartner } from './words.ts'

/** A Monday; the days of the week are named after it. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 24 * 60 * 60 * 1000

/** When a partner is open: one line for days with the same hours, and one line more. */
export function OpeningFields(props: {
  readonly page: PageContext
  readonly opening: readonly OpeningValue[]
}) {
  const { page, opening } = props
  const tag = page.locale === 'ary' ? 'ar' : page.locale
  const named = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' })
  const days = WEEKDAYS.map((day, at): Option => [day, named.format(MONDAY + at * DAY_MS)])
  return (
    <>
      {[...opening, { days: [], from: '', to: '' }].map(({ days: values, from, to }, at) => (
        <div class="source">
          <Checks
            {...{ name: `opening-days-${at}`, values, options: days }}
            label={sayPartner(page, 'opening', { number: at + 1 })}
          />
          <div class="together">
            <label>
              {sayPartner(page, 'from')}
              <input type="time" name="opening-from" value={from} />
            </label>
            <label>
              {sayPartner(page, 'to')}
              <input type="time" name="opening-to" value={to} />
            </label>
          </div>
        </div>
      ))}
    </>
  )
}

/** Boxes to tick. */
export function Checks(props: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly values: readonly string[]
  readonly options: readonly Option[]
}) {
  const { name, label, hint, values, options } = props
  return (
    <fieldset>
      <legend>{label}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      <div class="together">
        {options.map(([value, text]) => (
          <label class="check">
            <input type="checkbox" name={name} value={value} checked={values.includes(value)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
