import type { z } from 'zod'
import { type Fault, nearestName } from '../core/index.ts'
import type { Document, Path } from './read.ts'

/** A value of the right shape, or the faults that kept it from being one. */
export type Validated<T> =
  | { readonly value: T; readonly faults: readonly [] }
  | { readonly value?: undefined; readonly faults: readonly Fault[] }

type Issue = z.core.$ZodIssue

/** Holds a document against a schema; every fault has its place and, where one is near, a name. */
export function validate<S extends z.ZodType>(
  document: Document,
  schema: S,
  rule: string,
): Validated<z.output<S>> {
  if (document.faults.length > 0) return { faults: document.faults }
  const result = schema.safeParse(document.value, { reportInput: true })
  if (result.success) return { value: result.data, faults: [] }
  return { faults: misfitsOf(schema, result.error).map((one) => toFault(document, rule, one)) }
}

/** What keeps a value from having the shape of a schema, and where in it. */
export interface Misfit {
  readonly path: Path
  readonly message: string
  readonly suggestion?: string | undefined
  /** It is about the key itself. */
  readonly atKey?: boolean
  /** Nothing stands there. */
  readonly isMissing?: boolean
}

/** Everything that keeps a value from having the shape of a schema; nothing where it has it. */
export function findMisfits(value: unknown, schema: z.ZodType): readonly Misfit[] {
  const { error } = schema.safeParse(value, { reportInput: true })
  return error === undefined ? [] : misfitsOf(schema, error)
}

function misfitsOf(schema: z.ZodType, error: z.ZodError): readonly Misfit[] {
  const all = error.issues.flatMap((issue) => toMisfits(schema, issue))
  // A key that is misspelt is missing too; whoever corrects it mends both.
  const meant = new Set(
    all.map(({ path, suggestion, atKey }) =>
      atKey === true && suggestion !== undefined
        ? [...path.slice(0, -1), suggestion].join('.')
        : undefined,
    ),
  )
  return all.filter(({ path, isMissing }) => isMissing !== true || !meant.has(path.join('.')))
}

function toMisfits(schema: z.ZodType, issue: Issue): readonly Misfit[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(schema, path)
    return issue.keys.map((key) => {
      const expected = known.length === 0 ? '' : ` Known here: ${known.join(', ')}.`
      const message = `Unknown key "${key}"${where(path)}.${expected}`
      return { path: [...path, key], message, suggestion: nearestName(key, known), atKey: true }
    })
  }
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0]
    if (deepest !== undefined && deepest.path.length > 0) {
      return toMisfits(schema, { ...deepest, path: [...issue.path, ...deepest.path] })
    }
  }
  return [describe(issue, path)]
}

function describe(issue: Issue, path: Path): Misfit {
  const found = show(issue.input)
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    const suggestion =
      typeof issue.input === 'string' ? nearestName(issue.input, allowed) : undefined
    const message = `Found ${found}${where(path)}; allowed: ${allowed.join(', ')}.`
    return { path, message, suggestion }
  }
  if (issue.code === 'invalid_type') {
    const missing = issue.input === undefined
    const message = missing
      ? `${quote(path)} is missing; add it, with ${named(issue.expected, true)}.`
      : `Found ${found}${where(path)}; expected ${named(issue.expected)}.`
    return { path, message, isMissing: missing }
  }
  if (issue.code === 'invalid_key') {
    const why = issue.issues.map(({ message }) => message).join(', ')
    return { path, message: `${quote(path)}: this name ${why}.`, atKey: true }
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return { path, message: `${quote(path)}: ${issue.message}.` }
  }
  return { path, message: `Found ${found}${where(path)}: ${issue.message}.` }
}

function toFault(document: Document, rule: string, misfit: Misfit): Fault {
  const { path, message, suggestion, atKey } = misfit
  const place = atKey === true ? document.locateKey(path) : document.locate(path)
  const base = { rule, severity: 'error' as const, file: document.file, ...place, message }
  return suggestion === undefined ? base : { ...base, suggestion }
}

function where(path: Path): string {
  return path.length === 0 ? '' : ` at "${path.join('.')}"`
}

function quote(path: Path): string {
  return path.length === 0 ? 'The file' : `"${path.join('.')}"`
}

const MAX_SHOWN = 60

function show(input: unknown): string {
  if (input === undefined || input === null) return 'nothing'
  const text = JSON.stringify(input) ?? String(input)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}

function named(expected: string, missing = false): string {
  const names: Record<string, string> = {
    string: missing ? 'a text or a name' : 'a text (put a number in quotes where a text is due)',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list: in brackets, or with "- " before each',
    object: 'a group of keys',
    record: 'a group of keys',
  }
  return names[expected] ?? expected
}

/** The keys a schema knows at `path`, where it is a plain object; none where it cannot be told. */
function keysOf(schema: z.ZodType, path: Path): string[] {
  let current: unknown = schema
  for (const step of path) current = childOf(current, step)
  const shape = shapeOf(current)
  return shape === undefined ? [] : Object.keys(shape)
}

interface Definition {
  readonly type?: string
  readonly shape?: Record<string, unknown>
  readonly element?: unknown
  readonly valueType?: unknown
  readonly innerType?: unknown
  readonly in?: unknown
  readonly options?: readonly unknown[]
}

function definitionOf(schema: unknown): Definition | undefined {
  const candidate = schema as { def?: Definition } | undefined
  return candidate?.def
}

function unwrap(schema: unknown): unknown {
  let current = schema
  for (;;) {
    const definition = definitionOf(current)
    const inner = definition?.innerType ?? definition?.in
    if (inner === undefined) return current
    current = inner
  }
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const definition = definitionOf(unwrap(schema))
  if (definition?.options !== undefined) {
    return Object.assign({}, ...definition.options.map((option) => shapeOf(option) ?? {}))
  }
  return definition?.shape
}

function childOf(schema: unknown, step: string | number): unknown {
  const current = unwrap(schema)
  const definition = definitionOf(current)
  if (definition?.element !== undefined) return definition.element
  if (definition?.valueType !== undefined) return definition.valueType
  return shapeOf(current)?.[String(step)]
}
