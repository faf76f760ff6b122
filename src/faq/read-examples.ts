import { DalilError, messageOf } from '../errors.ts'
import type { TrainingExample } from './model.ts'

/** A line of a test file; `label` is undefined where the message is out of scope. */
export interface TestRow {
  readonly text: string
  readonly label: string | undefined
  readonly lang: string
}

/**
 * Reads `{"text", "label", "lang"}`, one a line, to train on.
 *
 * @throws DalilError `faq:bad_line` for a line that is no such object, `faq:empty_label`,
 * `faq:two_labels` where a phrase stands under two labels (but for case and spaces), and
 * `faq:too_little` where there are fewer than two labels. Each names the line.
 */
export function readTrainingRows(name: string, source: string): TrainingExample[] {
  const seen = new Map<string, { readonly label: string; readonly line: number }>()
  const examples = readRows(name, source).map(({ row, line }) => {
    if (row.label === undefined || row.label.trim() === '') {
      throw new DalilError('faq:empty_label', `${name}:${line}: the label is empty; give it one.`)
    }
    const key = row.text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()
    const before = seen.get(key)
    if (before !== undefined && before.label !== row.label) {
      const message =
        `${name}:${line}: this phrase stands under "${row.label}", and at line ${before.line} ` +
        `under "${before.label}"; keep it under one of them.`
      throw new DalilError('faq:two_labels', message)
    }
    if (before === undefined) seen.set(key, { label: row.label, line })
    return { text: row.text, label: row.label, lang: row.lang }
  })
  if (new Set(examples.map((example) => example.label)).size < 2) {
    const label = examples[0] === undefined ? 'no label' : `only the label "${examples[0].label}"`
    const message = `${name}:${Math.max(1, examples.length)}: up to this last line there is ${label}; two are needed at least.`
    throw new DalilError('faq:too_little', message)
  }
  return examples
}

/**
 * Reads `{"text", "label", "lang"}`, one a line, to test with; a label may be null.
 *
 * @throws DalilError `faq:bad_line`, naming the line.
 */
export function readTestRows(name: string, source: string): TestRow[] {
  return readRows(name, source).map(({ row }) => row)
}

function readRows(
  name: string,
  source: string,
): { readonly row: TestRow; readonly line: number }[] {
  return source.split('\n').flatMap((text, at) => {
    if (text.trim() === '') return []
    return [{ row: readRow(`${name}:${at + 1}`, text), line: at + 1 }]
  })
}

function readRow(place: string, line: string): TestRow {
  let value: unknown
  try {
    value = JSON.parse(line.replace(/^\ufeff/u, ''))
  } catch (cause) {
    const message = `${place}: this is not JSON (${messageOf(cause)}); write {"text", "label", "lang"}.`
    throw new DalilError('faq:bad_line', message, { cause })
  }
  if (typeof value !== 'object' || value === null) throw badLine(place, 'it is not an object')
  const row = new Map<string, unknown>(Object.entries(value))
  const text = row.get('text')
  const label = row.get('label') ?? undefined
  const lang = row.get('lang') ?? ''
  if (typeof text !== 'string') throw badLine(place, '"text" is not a text')
  if (text.trim() === '') throw badLine(place, '"text" is empty')
  if (label !== undefined && typeof label !== 'string') throw badLine(place, '"label" is no text')
  if (typeof lang !== 'string') throw badLine(place, '"lang" is not a text')
  return { text, label, lang }
}

function badLine(place: string, reason: string): DalilError {
  return new DalilError('faq:bad_line', `${place}: ${reason}; write {"text", "label", "lang"}.`)
}
