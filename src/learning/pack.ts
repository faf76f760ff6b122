import { createHash } from 'node:crypto'
import { DalilError } from '../errors.ts'

/** With what follows it, a multiple of eight: the arrays are read where they lie in the file. */
const MAGIC = 'DALIL-PACK'.padEnd(23, ' ').concat('\n')
const DIGEST_BYTES = 32
const LENGTH_BYTES = 8
const HEADER_BYTES = MAGIC.length + DIGEST_BYTES + LENGTH_BYTES
const ALIGNMENT = 8

type Numbers = Int32Array | Float32Array | Uint16Array | Uint8Array | Int8Array

/**
 * A plain value, with arrays of numbers and sets in it, as bytes: magic, SHA-256 of the rest, length
 * of the description, the description (JSON) and the arrays, each at a multiple of eight, in the
 * byte order of the machine.
 */
export function pack(value: object): Buffer {
  const arrays: Numbers[] = []
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (isNumbers(part)) return { $array: arrays.push(part) - 1 }
    return part instanceof Set ? { $set: [...part] } : part
  })
  const stored = arrays.map((array) => ({ type: array.constructor.name, length: array.length }))
  const description = Buffer.from(JSON.stringify({ json, arrays: stored }))
  const pad = (length: number): Buffer =>
    Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT)
  const size = Buffer.alloc(LENGTH_BYTES)
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
 * Reads what {@link pack} wrote; what it is is not looked at.
 *
 * @throws DalilError `learning:damaged` when the bytes are cut short or altered.
 */
export function unpack(bytes: Buffer): unknown {
  const bodyAt = MAGIC.length + DIGEST_BYTES
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw damaged('it is not such a file')
  }
  const digest = createHash('sha256').update(bytes.subarray(bodyAt)).digest()
  if (!digest.equals(bytes.subarray(MAGIC.length, bodyAt))) throw damaged('its checksum is wrong')
  const length = bytes.readUInt32LE(bodyAt)
  const body = bytes.subarray(bodyAt + LENGTH_BYTES)
  const description = JSON.parse(body.toString('utf8', 0, length)) as Description
  const arrays = readArrays(body, aligned(length), description)
  return JSON.parse(description.json, (_, part: unknown) => {
    if (isPlace(part)) return arrays[part.$array]
    return isSet(part) ? new Set(part.$set) : part
  })
}

interface Description {
  readonly json: string
  readonly arrays: readonly { readonly type: string; readonly length: number }[]
}

function readArrays(body: Buffer, start: number, { arrays }: Description): Numbers[] {
  // What was read from a file begins where memory does; the rest is copied there.
  const inPlace = body.byteOffset % ALIGNMENT === 0
  const buffer = inPlace ? body.buffer : new Uint8Array(body).buffer
  let offset = inPlace ? body.byteOffset + start : start
  return arrays.map(({ type, length }) => {
    const array = arrayOf(type, buffer, offset, length)
    offset = aligned(offset + array.byteLength)
    return array
  })
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT
}

function arrayOf(type: string, buffer: ArrayBufferLike, offset: number, length: number): Numbers {
  if (type === 'Float32Array') return new Float32Array(buffer, offset, length)
  if (type === 'Int32Array') return new Int32Array(buffer, offset, length)
  if (type === 'Uint16Array') return new Uint16Array(buffer, offset, length)
  if (type === 'Int8Array') return new Int8Array(buffer, offset, length)
  return new Uint8Array(buffer, offset, length)
}

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
}

function isPlace(value: unknown): value is { readonly $array: number } {
  return typeof value === 'object' && value !== null && '$array' in value
}

function isSet(value: unknown): value is { readonly $set: readonly unknown[] } {
  return typeof value === 'object' && value !== null && '$set' in value
}

function damaged(reason: string): DalilError {
  const message = `What was learnt could not be read: ${reason}. Delete it; it is learnt again.`
  return new DalilError('learning:damaged', message)
}
