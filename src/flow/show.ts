import { type FlowValue, type Locale, saidIn } from '../core/index.ts'
import type { Shown } from './facts.ts'
import type { Effect, Flow, Scene } from './flow.ts'
import type { FlowOutput } from './step.ts'

const TAGS: Readonly<Record<Locale, string>> = {
  fr: 'fr-FR',
  ar: 'ar-MA',
  ary: 'ar-MA',
  en: 'en-GB',
}

const DATES = {
  fr: dateFormat(TAGS.fr),
  ar: dateFormat(TAGS.ar),
  ary: dateFormat(TAGS.ary),
  en: dateFormat(TAGS.en),
}

/** The full key of a text that a flow names: its own namespace unless another is written. */
export function keyOf(flow: Pick<Flow, 'flow'>, key: string): string {
  return key.includes(':') ? key : `flow-${flow.flow}:${key}`
}

/** A text in the person's language with all that the flow knows; empty when it is missing. */
export function textIn(scene: Scene, key: string): string {
  const { services, context, flow } = scene
  const full = keyOf(flow, key)
  const names = namesIn(scene, full)
  if (names.length === 0) return services.texts.text(context.locale, full).trim()
  return services.texts.text(context.locale, full, shownValues(scene, names)).trim()
}

/** Says a text and goes on; a missing one ends the flow rather than leaving silence. */
export function saying(scene: Scene, key: string, way: Effect['way']): Effect {
  const text = textIn(scene, key)
  if (text === '') return missing(key)
  return { outputs: [{ type: 'text', text }], way }
}

/** A question with its choices, and then the flow waits. */
export function asking(
  scene: Scene,
  key: string,
  choices?: Extract<FlowOutput, { type: 'text' }>['choices'],
): Effect {
  const text = textIn(scene, key)
  if (text === '') return missing(key)
  const output: FlowOutput = { type: 'text', text, ...(choices === undefined ? {} : { choices }) }
  return { outputs: [output], way: { type: 'wait' } }
}

/** The effect of a text that no locale has. */
export function missing(key: string): Effect {
  return { way: { type: 'fail', reason: 'missing-text', detail: key } }
}

type ShownValues = Readonly<Record<string, string | number>>

/** The names in a text, `{{name}}`; all of them where the text is made of others, `$t(key)`. */
function namesIn(scene: Scene, key: string): readonly string[] {
  const raw = scene.services.texts.list(scene.context.locale, key).join(' ')
  if (raw === '' || raw.includes('$t(')) return [...Object.keys(scene.values), 'today', 'city']
  if (!raw.includes('{{')) return []
  return [...raw.matchAll(/\{\{\s*-?\s*(\w+)/gu)].map(([, name = '']) => name)
}

/** Dates, amounts, towns and options as people read them, for those names that are known. */
function shownValues(scene: Scene, names: readonly string[]): ShownValues {
  const { city, today, locale } = scene.context
  const shown: Record<string, string | number> = {}
  for (const name of names) {
    const value = scene.values[name]
    if (value !== undefined) shown[name] = showValue(scene, value, shownOf(scene, name))
    else if (name === 'today') shown.today = showDate(locale, today)
    else if (name === 'city' && city !== undefined) shown.city = cityName(scene, city)
  }
  return shown
}

/** How a name is shown; one that a called flow brought back is shown as that flow shows it. */
function shownOf(scene: Scene, name: string): Shown | undefined {
  const shown = scene.flow.shown.get(name)
  if (shown?.type !== 'taken') return shown
  const inner = scene.services.flows.get(shown.flow)
  const source = inner?.shown.get(shown.name)
  if (source?.type !== 'option' || inner === undefined) return source
  const labels = [...source.labels].map(([id, key]) => [id, keyOf(inner, key)] as const)
  return { type: 'option', labels: new Map(labels) }
}

function showValue(scene: Scene, value: FlowValue, shown: Shown | undefined): string | number {
  const { locale } = scene.context
  const { texts } = scene.services
  switch (shown?.type) {
    case 'date':
      return showDate(locale, String(value))
    case 'amount':
      return texts.text(locale, 'numbers:amount', { amount: showAmount(locale, Number(value)) })
    case 'city':
      return cityName(scene, String(value))
    case 'yes-no':
      return texts.text(locale, value === true ? 'words:yes-label' : 'words:no-label')
    case 'option': {
      const key = shown.labels.get(String(value))
      return key === undefined ? String(value) : texts.text(locale, keyOf(scene.flow, key))
    }
    default:
      return typeof value === 'boolean' ? String(value) : value
  }
}

/** A day as it is written in a language, with Western digits: "5 mars 2026", "5 مارس 2026". */
export function showDate(locale: Locale, day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  return saidIn(locale, DATES[locale].format(date))
}

/** Centimes as dirhams, thousands set apart: "1 250,50"; the unit stands in the text around it. */
export function showAmount(locale: Locale, centimes: number): string {
  const whole = Math.trunc(Math.abs(centimes) / 100)
  const rest = Math.abs(centimes) % 100
  const grouped = String(whole).replace(/\B(?=(?:\d{3})+$)/gu, locale === 'en' ? ',' : ' ')
  const decimals =
    rest === 0 ? '' : `${locale === 'en' ? '.' : ','}${String(rest).padStart(2, '0')}`
  return `${centimes < 0 ? '-' : ''}${grouped}${decimals}`
}

function cityName(scene: Scene, city: string): string {
  return scene.services.findCity(city, scene.context.locale)?.name ?? city
}

function dateFormat(tag: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
    numberingSystem: 'latn',
  })
}
