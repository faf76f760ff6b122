/** A value of a node, by its name, its type and its dimensions; a name stands for any length. */
export interface Port {
  readonly name: string
  readonly type: number
  readonly dims: readonly (number | string)[]
}

/** A graph in a few words. */
export interface Graph {
  readonly nodes: readonly Buffer[]
  readonly weights: readonly Buffer[]
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
}

/** The types of numbers, as ONNX counts them. */
export const FLOAT = 1
export const INT8 = 3
export const INT64 = 7
export const BOOL = 9

const VARINT = 0
const BYTES = 2

/** A model file: version 8 of the format, version 13 of the operators. */
export function onnxModel({ nodes, weights, inputs, outputs }: Graph): Buffer {
  const graph = Buffer.concat([
    ...nodes.map((one) => bytes(1, one)),
    bytes(2, 'graph'),
    ...weights.map((one) => bytes(5, one)),
    ...inputs.map((one) => bytes(11, port(one))),
    ...outputs.map((one) => bytes(12, port(one))),
  ])
  const operators = Buffer.concat([bytes(1, ''), number(2, 13)])
  return Buffer.concat([number(1, 8), bytes(2, 'test'), bytes(7, graph), bytes(8, operators)])
}

/** One operation. */
export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Buffer[] = [],
): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(3, `${operator}_${outputs[0]}`),
    bytes(4, operator),
    ...attributes.map((one) => bytes(5, one)),
  ])
}

/** A whole number that an operation is set to. */
export function attribute(name: string, value: number): Buffer {
  return Buffer.concat([bytes(1, name), number(3, value), number(20, 2)])
}

/** Numbers that are part of the model. */
export function weight(
  name: string,
  dims: readonly number[],
  values: Float32Array | Int8Array | BigInt64Array,
): Buffer {
  const type = values instanceof Float32Array ? FLOAT : values instanceof Int8Array ? INT8 : INT64
  return Buffer.concat([
    ...dims.map((one) => number(1, one)),
    number(2, type),
    bytes(8, name),
    bytes(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  ])
}

function port({ name, type, dims }: Port): Buffer {
  const shape = dims.map((one) =>
    bytes(1, typeof one === 'string' ? bytes(2, one) : number(1, one)),
  )
  const tensor = Buffer.concat([number(1, type), bytes(2, Buffer.concat(shape))])
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, tensor))])
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)])
}

function bytes(field: number, value: Buffer | string): Buffer {
  const content = Buffer.from(value)
  return Buffer.concat([varint(field * 8 + BYTES), varint(content.length), content])
}

function varint(value: number): Buffer {
  const digits: number[] = []
  let rest = value
  do {
    digits.push((rest % 128) + (rest >= 128 ? 128 : 0))
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  return Buffer.from(digits)
}
