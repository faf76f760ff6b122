import { nearestName } from '../core/index.ts'

/** `found no matching overload for 'dayBetween(dyn, dyn)'`, as the library says it. */
const NO_FUNCTION = /^found no matching overload for '(\w+)\(([^)]*)\)'/u

/** What the library says where values of two kinds meet: `no such overload: string + int`. */
const NO_OPERATION = /^no such overload: (\w+) (\S+) (\w+)/u

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text or date',
  int: 'a number',
  double: 'a number',
  bool: 'true or false',
  dyn: 'an answer',
}

/**
 * A mistake in a formula, in words for its author: what was found, and what to write. `examples`
 * are the functions there are, each with an example.
 */
export function explainFormula(said: string, source: string, examples: readonly string[]): string {
  const [, name, given = ''] = NO_FUNCTION.exec(said) ?? []
  if (name !== undefined) return explainFunction(name, given, examples)
  const [, left = '', sign = '', right = ''] = NO_OPERATION.exec(said) ?? []
  if (sign !== '') {
    const days = '+-'.includes(sign) ? '; for days write addDays(date, n)' : ''
    return `${kind(left)} ${sign} ${kind(right)} cannot be worked out${days}`
  }
  if (/(?<![=!<>])=(?!=)/u.test(source)) {
    return 'one "=" means nothing here; write "==" to compare, and a word in quotes'
  }
  if (said.startsWith('Unexpected character') && /\b(?:and|or)\b/u.test(source)) {
    return 'write "&&" for "and", "||" for "or", and a word in quotes'
  }
  if (said.endsWith('EOF')) return 'it ends too early; write what is missing, or close the bracket'
  return `${said}; see "Formulas" in flows/README.md`
}

function explainFunction(name: string, given: string, examples: readonly string[]): string {
  const known = examples.find((example) => example.startsWith(`${name}(`))
  const kinds = given.split(', ').map(kind).join(' and ')
  if (known !== undefined) return `"${name}" cannot take ${kinds}; write it like ${known}`
  const names = examples.map((example) => example.split('(')[0] ?? '')
  const near = nearestName(name, names)
  const meant = examples.find((example) => example.startsWith(`${near}(`))
  const todo = meant === undefined ? `use one of ${names.join(', ')}` : `write ${meant}`
  return `there is no function "${name}"; ${todo}`
}

function kind(name: string): string {
  return KINDS[name] ?? name
}
