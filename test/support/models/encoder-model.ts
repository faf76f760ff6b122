import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { attribute, FLOAT, INT64, node, onnxModel, weight } from './onnx.ts'

/** What a tiny encoder is made of. */
export interface EncoderModelOptions {
  /** Whole words that it knows; groups of words that mean the same get one vector. */
  readonly words?: readonly (readonly string[])[]
  readonly dimensions?: number
  /** `q8` writes `model_quantized.onnx`, of eight bits. */
  readonly precision?: 'fp32' | 'q8'
  readonly seed?: number
  /** What the graph calls its result; another name makes another kind of model. */
  readonly output?: string
}

const VECTORS = 'last_hidden_state'
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789', ...'ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىگڭ']

/**
 * Writes a real model of the BERT family into a folder: its word pieces are known words, else letters;
 * the vector of a text is the mean of theirs. Random, but the same for the same seed.
 */
export function writeEncoderModel(dir: string, options: EncoderModelOptions = {}): string {
  const { words = [], dimensions = 32, precision = 'fp32', seed = 1, output = VECTORS } = options
  const pieces = [...LETTERS, ...LETTERS.map((letter) => `##${letter}`)].map((piece) => [piece])
  const groups = [...SPECIAL.map((one) => [one]), ...pieces, ...words]
  const vocabulary = groups.flat()
  const random = createRandom(seed)
  const table = new Float32Array(vocabulary.length * dimensions)
  let row = 0
  for (const group of groups) {
    const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5)
    for (const _ of group) table.set(vector, dimensions * row++)
  }
  const write = (file: string, content: Buffer | object) => {
    mkdirSync(join(dir, 'onnx'), { recursive: true })
    writeFileSync(join(dir, file), Buffer.isBuffer(content) ? content : JSON.stringify(content))
  }
  write('config.json', {
    model_type: 'bert',
    architectures: ['BertModel'],
    vocab_size: vocabulary.length,
    hidden_size: dimensions,
    num_hidden_layers: 0,
    num_attention_heads: 1,
    pad_token_id: 0,
  })
  write('tokenizer.json', tokenizer(vocabulary))
  write('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    unk_token: '[UNK]',
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
    model_max_length: 512,
  })
  const file = precision === 'q8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx'
  write(file, lookUp(table, { rows: vocabulary.length, dimensions, precision, output }))
  return dir
}

/** A graph that looks the vector of each piece up. */
function lookUp(
  table: Float32Array,
  {
    rows,
    dimensions,
    precision,
    output,
  }: { rows: number } & Required<Pick<EncoderModelOptions, 'dimensions' | 'precision' | 'output'>>,
): Buffer {
  const ports = {
    inputs: ['input_ids', 'attention_mask'].map((name) => ({
      name,
      type: INT64,
      dims: ['batch', 'pieces'],
    })),
    outputs: [{ name: output, type: FLOAT, dims: ['batch', 'pieces', dimensions] }],
  }
  const gather = (from: string, to: string) =>
    node('Gather', [from, 'input_ids'], [to], [attribute('axis', 0)])
  if (precision === 'fp32') {
    return onnxModel({
      ...ports,
      nodes: [gather('table', output)],
      weights: [weight('table', [rows, dimensions], table)],
    })
  }
  const scale = 0.5 / 127
  const small = Int8Array.from(table, (value) => Math.round(value / scale))
  return onnxModel({
    ...ports,
    nodes: [
      gather('table', 'small'),
      node('DequantizeLinear', ['small', 'scale', 'zero'], [output]),
    ],
    weights: [
      weight('table', [rows, dimensions], small),
      weight('scale', [], Float32Array.of(scale)),
      weight('zero', [], Int8Array.of(0)),
    ],
  })
}

function tokenizer(vocabulary: readonly string[]): object {
  const part = (id: 'A' | 'B') => ({ Sequence: { id, type_id: 0 } })
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: true,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [part('A')],
      pair: [part('A'), part('B')],
      special_tokens: {},
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
    },
  }
}

/** Numbers from 0 to 1 that only look random (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
