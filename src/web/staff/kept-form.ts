import { RULES } from './rules.ts'

/** A form that somebody sent when their session had ended. */
export interface KeptForm {
  /** Where it was sent to. */
  readonly path: string
  readonly fields: readonly (readonly [string, string])[]
}

/** Forms in which people write; those of passwords and accounts are never kept. */
const WRITING = new Set(['reviewer', 'editor'])

const KEPT_PATHS = Object.entries(RULES)
  .filter(([route, role]) => route.startsWith('POST ') && WRITING.has(role))
  .map(
    ([route]) =>
      new RegExp(`^/staff${route.slice('POST '.length).replace(/:\w+/gu, '[^/?#]+')}$`, 'u'),
  )

/** Longer forms are not carried through signing in. */
const MAX_LENGTH = 48 * 1024

/** Packs a form into one field; `undefined` where it holds nothing that somebody typed. */
export function packForm(
  path: string,
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  const fields = Object.entries(body).flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((one) => (typeof one === 'string' && name !== 'csrf' ? [[name, one]] : [])),
  )
  const isTyped = fields.some(([name = '', value = '']) => isWords(name, value))
  if (!isTyped || !isKeptPath(path)) return undefined
  const packed = Buffer.from(JSON.stringify({ path, fields })).toString('base64url')
  return packed.length > MAX_LENGTH ? undefined : packed
}

/** Reads what {@link packForm} made; anything else, or a form of another address, is none. */
export function unpackForm(packed: string): KeptForm | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(packed, 'base64url').toString('utf8'))
    return isKeptForm(value) && isKeptPath(value.path) ? value : undefined
  } catch {
    return undefined
  }
}

/** The fields in which somebody wrote words. */
export function typedFields({ fields }: KeptForm): KeptForm['fields'] {
  return fields.filter(([name, value]) => isWords(name, value))
}

/** Fields in which people write, though it be one word. */
const WRITTEN =
  /^(?:text|answer|title|phrasings|source|note|name|place|does|via|aliases|capacity|cost|contact-(?:value|title|url))\b/u

/** Whether somebody wrote this: not an id, a choice or a number. */
export function isWords(name: string, value: string): boolean {
  return /\S\s+\S/u.test(value) || (WRITTEN.test(name) && value.trim() !== '')
}

function isKeptPath(path: string): boolean {
  return KEPT_PATHS.some((pattern) => pattern.test(path))
}

function isKeptForm(value: unknown): value is KeptForm {
  if (typeof value !== 'object' || value === null) return false
  if (!('path' in value) || typeof value.path !== 'string' || !('fields' in value)) return false
  const { fields } = value
  const isField = (field: unknown) =>
    Array.isArray(field) && field.length === 2 && field.every((one) => typeof one === 'string')
  return Array.isArray(fields) && fields.every(isField)
}
