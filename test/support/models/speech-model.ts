import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { attribute, FLOAT, INT64, node, onnxModel, weight } from './onnx.ts'

/** What a tiny model of speech hears in every sound. */
export interface SpeechModelOptions {
  readonly words: readonly string[]
  /** The language that it hears. */
  readonly language?: 'fr' | 'ar' | 'en'
}

const SPECIAL = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  '<|en|>',
  '<|fr|>',
  '<|ar|>',
  '<|translate|>',
  '<|transcribe|>',
  '<|startofprev|>',
  '<|nospeech|>',
  '<|notimestamps|>',
] as const

type Special = (typeof SPECIAL)[number]

/**
 * Writes a real model of the Whisper family into a folder. It is deaf: whatever the sound, it hears
 * one language and then the same words, each following from the one before.
 */
export function writeSpeechModel(dir: string, options: SpeechModelOptions): string {
  const { words, language = 'fr' } = options
  const spoken = words.map((word) => toByteLetters(` ${word}`))
  const vocabulary = [...spoken, ...SPECIAL]
  const id = (token: string) => vocabulary.indexOf(token)
  const special = (token: Special) => id(token)
  const write = (file: string, content: Buffer | object) => {
    mkdirSync(join(dir, 'onnx'), { recursive: true })
    writeFileSync(join(dir, file), Buffer.isBuffer(content) ? content : JSON.stringify(content))
  }
  const ends = {
    decoder_start_token_id: special('<|startoftranscript|>'),
    bos_token_id: special('<|endoftext|>'),
    eos_token_id: special('<|endoftext|>'),
    pad_token_id: special('<|endoftext|>'),
  }
  write('config.json', {
    ...ends,
    model_type: 'whisper',
    architectures: ['WhisperForConditionalGeneration'],
    vocab_size: vocabulary.length,
    d_model: 80,
    num_mel_bins: 80,
    max_source_positions: 1500,
    max_target_positions: 64,
    encoder_layers: 1,
    encoder_attention_heads: 1,
    decoder_layers: 1,
    decoder_attention_heads: 1,
    is_encoder_decoder: true,
  })
  write('generation_config.json', {
    ...ends,
    is_multilingual: true,
    max_length: 64,
    lang_to_id: Object.fromEntries(
      (['<|en|>', '<|fr|>', '<|ar|>'] as const).map((token) => [token, special(token)]),
    ),
    task_to_id: { transcribe: special('<|transcribe|>'), translate: special('<|translate|>') },
    no_timestamps_token_id: special('<|notimestamps|>'),
  })
  write('preprocessor_config.json', {
    feature_extractor_type: 'WhisperFeatureExtractor',
    processor_class: 'WhisperProcessor',
    feature_size: 80,
    sampling_rate: 16_000,
    hop_length: 160,
    n_fft: 400,
    chunk_length: 30,
    n_samples: 480_000,
    nb_max_frames: 3000,
    padding_side: 'right',
    padding_value: 0,
    return_attention_mask: false,
  })
  write('tokenizer.json', tokenizer(vocabulary))
  write('tokenizer_config.json', {
    tokenizer_class: 'WhisperTokenizer',
    unk_token: '<|endoftext|>',
    bos_token: '<|endoftext|>',
    eos_token: '<|endoftext|>',
    pad_token: '<|endoftext|>',
    model_max_length: 1024,
  })
  const next = new Map([
    ['<|startoftranscript|>', `<|${language}|>`],
    ['<|notimestamps|>', spoken[0] ?? '<|endoftext|>'],
    ...spoken.map((word, at) => [word, spoken[at + 1] ?? '<|endoftext|>'] as const),
  ])
  write('onnx/encoder_model.onnx', encoder())
  write('onnx/decoder_model_merged.onnx', decoder(vocabulary, next))
  return dir
}

/** Hands the spectrum on as it is. */
function encoder(): Buffer {
  const dims = ['batch', 80, 3000]
  return onnxModel({
    nodes: [node('Identity', ['input_features'], ['last_hidden_state'])],
    weights: [],
    inputs: [{ name: 'input_features', type: FLOAT, dims }],
    outputs: [{ name: 'last_hidden_state', type: FLOAT, dims }],
  })
}

/** Each token makes one other likely. */
function decoder(vocabulary: readonly string[], next: ReadonlyMap<string, string>): Buffer {
  const size = vocabulary.length
  const table = new Float32Array(size * size)
  vocabulary.forEach((token, row) => {
    table[row * size + vocabulary.indexOf(next.get(token) ?? '<|endoftext|>')] = 10
  })
  return onnxModel({
    nodes: [node('Gather', ['table', 'input_ids'], ['logits'], [attribute('axis', 0)])],
    weights: [weight('table', [size, size], table)],
    inputs: [
      { name: 'input_ids', type: INT64, dims: ['batch', 'tokens'] },
      { name: 'encoder_hidden_states', type: FLOAT, dims: ['batch', 80, 3000] },
    ],
    outputs: [{ name: 'logits', type: FLOAT, dims: ['batch', 'tokens', size] }],
  })
}

function tokenizer(vocabulary: readonly string[]): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content) => ({
      id: vocabulary.indexOf(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'ByteLevel',
      add_prefix_space: false,
      trim_offsets: true,
      use_regex: true,
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
      merges: [],
    },
  }
}

/** Bytes as the letters by which byte-level vocabularies write them. */
function toByteLetters(text: string): string {
  const isShown = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
  const hidden = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !isShown(byte))
  return [...Buffer.from(text)]
    .map((byte) => String.fromCodePoint(isShown(byte) ? byte : 256 + hidden.indexOf(byte)))
    .join('')
}
