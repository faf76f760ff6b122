import { createHash } from 'node:crypto'
import { DalilError } from '../errors.ts'
import type { MatcherModel } from './model.ts'

/** Grows whenever the same examples would give another model, or a model another file. */
export const MODEL_VERSION = 3

const MAGIC = 'DALIL-FAQ\n'
const DIGEST_BYTES = 32
const HEADER_BYTES = MAGIC.length + DIGEST_BYTES + 8
const ALIGNMENT = 8

type Numbers = Int32Array | Float32Array | Uint16Array | Uint8Array | Int8Array

/**
 * A model as bytes: magic, SHA-256 of the rest, length of the description, the description (JSON)
 * and the arrays, each at a multiple of eight, in the byte order of the machine.
 */
export function serializeModel(model: MatcherModel): Buffer {
  const arrays: Numbers[] = []
  const json = JSON.stringify({ version: MODEL_VERSION, model }, (_, value: unknown) =>
    isNumbers(value) ? { $array: arrays.push(value) - 1 } : value,
  )
  const stored = arrays.map((array) => ({ type: array.constructor.name, length: array.length }))
  const description = Buffer.from(JSON.stringify({ json, arrays: stored }))
  const pad = (length: number): Buffer =>
    Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT)
  const size = Buffer.alloc(8)
  size.writeUInt32LE(description.length)
  const body = Buffer.concat([
    size,
    description,
    pad(description.length),
    ...arrays.flatMap((array) => {
      const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
      return [bytes, pad(bytes.length)]
    }),
  ])
  return Buffer.concat([Buffer.from(MAGIC), createHash('sha256').update(body).digest(), body])
}

/**
 * Reads what {@link serializeModel} wrote.
 *
 * @throws DalilError `faq:model_damaged` when the bytes are cut short, altered or of another version.
 */
export function deserializeModel(bytes: Buffer): MatcherModel {
  const digestAt = MAGIC.length
  const bodyAt = digestAt + DIGEST_BYTES
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, digestAt) !== MAGIC) {
    throw damaged('it is not a model file')
  }
  const digest = createHash('sha256').update(bytes.subarray(bodyAt)).digest()
  if (!digest.equals(bytes.subarray(digestAt, bodyAt))) throw damaged('its checksum is wrong')
  const length = bytes.readUInt32LE(bodyAt)
  // A copy that starts at a multiple of eight, as the arrays need it.
  const body = new Uint8Array(bytes.subarray(bodyAt + 8)).buffer
  const description = JSON.parse(Buffer.from(body, 0, length).toString()) as Description
  const arrays = readArrays(body, aligned(length), description)
  const parsed = JSON.parse(description.json, (_, value: unknown) =>
    isPlace(value) ? arrays[value.$array] : value,
  ) as { version: number; model: MatcherModel }
  if (parsed.version !== MODEL_VERSION) throw damaged('it was written by another version')
  return parsed.model
}

interface Description {
  readonly json: string
  readonly arrays: readonly { readonly type: string; readonly length: number }[]
}

function readArrays(body: ArrayBuffer, start: number, { arrays }: Description): Numbers[] {
  let offset = start
  return arrays.map(({ type, length }) => {
    const array = arrayOf(type, body, offset, length)
    offset = aligned(offset + array.byteLength)
    return array
  })
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT
}

function arrayOf(type: string, buffer: ArrayBuffer, offset: number, length: number): Numbers {
  if (type === 'Float32Array') return new Float32Array(buffer, offset, length)
  if (type === 'Int32Array') return new Int32Array(buffer, offset, length)
  if (type === 'Uint16Array') return new Uint16Array(buffer, offset, length)
  if (type === 'Int8Array') return new Int8Array(buffer, offset, length)
  return new Uint8Array(buffer, offset, length)
}

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}

function isPlace(value: unknown): value is { $array: number } {
  return typeof value === 'object' && value !== null && '$array' in value
}

function damaged(reason: string): DalilError {
  const message = `The model could not be read: ${reason}. Delete it; it is trained again at start.`
  return new DalilError('faq:model_damaged', message)
}
