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
  const faults = result.error.issues.flatMap((issue) => toFaults(document, schema, issue, rule))
  return { faults }
}

function toFaults(document: Document, schema: z.ZodType, issue: Issue, rule: string): Fault[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol')
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(schema, path)
    return issue.keys.map((key) => {
      const expected = known.length === 0 ? '' : ` Known here: ${known.join(', ')}.`
      const message = `Unknown key "${key}"${where(path)}.${expected}`
      return fault(document, [...path, key], rule, message, nearestName(key, known), true)
    })
  }
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0]
    if (deepest !== undefined && deepest.path.length > 0) {
      return toFaults(
        document,
        schema,
        { ...deepest, path: [...issue.path, ...deepest.path] },
        rule,
      )
    }
  }
  return [describe(document, issue, path, rule)]
}

function describe(document: Document, issue: Issue, path: Path, rule: string): Fault {
  const found = show(issue.input)
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    const text = typeof issue.input === 'string' ? nearestName(issue.input, allowed) : undefined
    const message = `Found ${found}${where(path)}; allowed: ${allowed.join(', ')}.`
    return fault(document, path, rule, message, text)
  }
  if (issue.code === 'invalid_type') {
    const missing = issue.input === undefined
    const message = missing
      ? `${quote(path)} is missing; expected ${named(issue.expected)}.`
      : `Found ${found}${where(path)}; expected ${named(issue.expected)}.`
    return fault(document, path, rule, message)
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return fault(document, path, rule, `${quote(path)}: ${issue.message}.`)
  }
  return fault(document, path, rule, `Found ${found}${where(path)}: ${issue.message}.`)
}

function fault(
  document: Document,
  path: Path,
  rule: string,
  message: string,
  suggestion?: string,
  atKey = false,
): Fault {
  const place = atKey ? document.locateKey(path) : document.locate(path)
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
  if (input === undefined) return 'nothing'
  const text = JSON.stringify(input) ?? String(input)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}

function named(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text (put a number in quotes where a text is due)',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
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
