import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** The fields of a model (onnx.proto, `ModelProto`), of which the graph is one. */
const MOST_FIELD = 26
const GRAPH = 7
const VARINT = 0
const BYTES = 2
/** A tag and a length, each at most ten bytes. */
const HEAD = 20

/** Why a file is no ONNX model that could be loaded; `undefined` where nothing speaks against it. */
export function faultOfOnnx(path: string): string | undefined {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    if (size === 0) return 'is empty'
    let hasGraph = false
    let at = 0
    while (at < size) {
      const head = Buffer.alloc(Math.min(HEAD, size - at))
      readSync(file, head, 0, head.length, at)
      const tag = readVarint(head, 0)
      const value = tag && readVarint(head, tag.end)
      if (tag === undefined || value === undefined) return CUT_SHORT
      const [field, kind] = [Math.floor(tag.value / 8), tag.value % 8]
      if (field === 0 || field > MOST_FIELD || (kind !== VARINT && kind !== BYTES)) {
        return 'is no ONNX model'
      }
      hasGraph ||= field === GRAPH
      at += value.end + (kind === BYTES ? value.value : 0)
    }
    return at > size || !hasGraph ? CUT_SHORT : undefined
  } finally {
    closeSync(file)
  }
}

const CUT_SHORT = 'is cut short'

function readVarint(
  bytes: Buffer,
  from: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    value += (byte & 0x7f) * 2 ** (7 * (at - from))
    if (byte < 0x80) return { value, end: at + 1 }
  }
  return undefined
}
