import { Environment } from '@marcbachmann/cel-js'
import type { FlowValue } from '../core/index.ts'
import { messageOf } from '../errors.ts'
import {
  addTo,
  type DateUnit,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  isDay,
  monthsBetween,
  workday,
  yearsBetween,
} from './dates.ts'
import { explainFormula } from './explain.ts'

/** Names that every expression and text may use besides the answers. */
export const CONTEXT_NAMES = ['subject', 'locale', 'city', 'channel', 'campaign', 'today'] as const

/** A small formula of an author, compiled once: it cannot loop, call out or change anything. */
export interface Expression {
  readonly source: string
  /** The names it reads. */
  readonly reads: readonly string[]
  /** Its value for these names. What cannot be computed is an `error`, never thrown. */
  evaluate(values: Readonly<Record<string, FlowValue>>): Evaluated
}

/** A value, or why there is none. */
export type Evaluated = { readonly value: FlowValue } | { readonly error: string }

/** The functions that authors may use, with an example each; `flows/README.md` explains them. */
export const EXPRESSION_FUNCTIONS: readonly string[] = [
  'daysBetween(a, b)',
  'monthsBetween(a, b)',
  'yearsBetween(a, b)',
  'addDays(date, n)',
  'addWeeks(date, n)',
  'addMonths(date, n)',
  'addYears(date, n)',
  'endOfMonth(date)',
  'endOfNextMonth(date)',
  'endOfQuarter(date)',
  'endOfNextQuarter(date)',
  'workday(date)',
  'dirhams(n)',
  'percent(amount, rate)',
  'round(n)',
  'min(a, b)',
  'max(a, b)',
]

const ENVIRONMENT = createEnvironment()

/** Compiles a formula; a mistake in it is an `error` in words for its author. */
export function compileExpression(source: string): Expression | { readonly error: string } {
  try {
    const compiled = ENVIRONMENT.parse(source)
    const checked = compiled.check()
    if (!checked.valid) return { error: forAuthor(source, checked.error) }
    const reads = [...new Set(namesIn(compiled.ast, new Set()))]
    return { source, reads, evaluate: (values) => evaluate(compiled, values) }
  } catch (error) {
    return { error: forAuthor(source, error) }
  }
}

function forAuthor(source: string, error: unknown): string {
  return explainFormula(explain(error), source, EXPRESSION_FUNCTIONS)
}

function evaluate(
  compiled: (values: Record<string, unknown>) => unknown,
  values: Readonly<Record<string, FlowValue>>,
): Evaluated {
  const given: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    given[name] = Number.isSafeInteger(value) ? BigInt(value) : value
  }
  try {
    return toValue(compiled(given))
  } catch (error) {
    return { error: explain(error) }
  }
}

function toValue(result: unknown): Evaluated {
  if (typeof result === 'string' || typeof result === 'boolean') return { value: result }
  const number = typeof result === 'bigint' ? Number(result) : result
  if (typeof number === 'number' && Number.isFinite(number)) return { value: number }
  return { error: 'The result is not a text, a number or true or false.' }
}

function explain(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'summary' in error) {
    if (typeof error.summary === 'string') return error.summary
  }
  return messageOf(error).split('\n')[0] ?? ''
}

const MACROS = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

/** Walks a syntax tree of the library; names bound by `list.map(name, …)` are its own. */
function* namesIn(tree: unknown, bound: ReadonlySet<string>): Generator<string> {
  if (Array.isArray(tree)) {
    for (const part of tree) yield* namesIn(part, bound)
    return
  }
  if (typeof tree !== 'object' || tree === null || !('op' in tree) || !('args' in tree)) return
  const { op, args } = tree
  if (op === 'id' && typeof args === 'string') {
    if (!bound.has(args)) yield args
    return
  }
  if (op === 'rcall' && Array.isArray(args) && MACROS.has(String(args[0]))) {
    yield* namesIn(args[1], bound)
    const inner = new Set([...bound, ...namesIn(args[2]?.[0], new Set())])
    yield* namesIn(args[2], inner)
    return
  }
  yield* namesIn(args, bound)
}

type Operation = (a: number, b: number) => number

function createEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
  })
  for (const name of CONTEXT_NAMES) environment.registerVariable(name, 'string')
  const operations: readonly (readonly [string, Operation])[] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
  ]
  for (const [sign, run] of operations) {
    const mixed = (a: unknown, b: unknown) => run(Number(a), Number(b))
    environment.registerOperator(`int ${sign} double`, mixed)
    environment.registerOperator(`double ${sign} int`, mixed)
  }
  const on = (signature: string, handler: (a: unknown, b: unknown) => unknown) =>
    environment.registerFunction(signature, handler)
  on('daysBetween(dyn, dyn): int', (a, b) => whole(daysBetween(day(a), day(b))))
  on('monthsBetween(dyn, dyn): int', (a, b) => whole(monthsBetween(day(a), day(b))))
  on('yearsBetween(dyn, dyn): int', (a, b) => whole(yearsBetween(day(a), day(b))))
  const units: readonly (readonly [string, DateUnit])[] = [
    ['addDays', 'day'],
    ['addWeeks', 'week'],
    ['addMonths', 'month'],
    ['addYears', 'year'],
  ]
  for (const [name, unit] of units) {
    on(`${name}(dyn, dyn): string`, (a, b) => day(addTo(day(a), integer(b), unit)))
  }
  on('endOfMonth(dyn): string', (a) => endOfMonth(day(a)))
  on('endOfNextMonth(dyn): string', (a) => endOfMonth(day(a), 1))
  on('endOfQuarter(dyn): string', (a) => endOfQuarter(day(a)))
  on('endOfNextQuarter(dyn): string', (a) => endOfQuarter(day(a), 1))
  on('workday(dyn): string', (a) => workday(day(a)))
  on('dirhams(dyn): int', (a) => whole(Math.round(number(a) * 100)))
  on('percent(dyn, dyn): int', (a, b) => whole(Math.round((number(a) * number(b)) / 100)))
  on('round(dyn): int', (a) => whole(Math.round(number(a))))
  on('min(dyn, dyn): dyn', (a, b) => (number(b) < number(a) ? b : a))
  on('max(dyn, dyn): dyn', (a, b) => (number(b) > number(a) ? b : a))
  return environment
}

function day(value: unknown): string {
  if (isDay(value)) return value
  throw new TypeError('expected a date, like "2026-03-05" or an answer to a question of kind date')
}

function number(value: unknown): number {
  const found = typeof value === 'bigint' ? Number(value) : value
  if (typeof found === 'number' && Number.isFinite(found)) return found
  throw new TypeError('expected a number')
}

function integer(value: unknown): number {
  const found = number(value)
  if (Number.isInteger(found)) return found
  throw new TypeError('expected a whole number')
}

function whole(value: number): bigint {
  return BigInt(value)
}
