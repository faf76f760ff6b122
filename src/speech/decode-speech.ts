import { OggOpusDecoder } from 'ogg-opus-decoder'
import { DalilError, isDalilError } from '../errors.ts'
import { MAX_SECONDS } from './limits.ts'
import { toSpeechRate } from './resample.ts'

/** Samples a second of what the decoder gives. */
const DECODED_RATE = 48_000
/** Bytes that are decoded at a time: a file that lies about its length fills no memory. */
const STEP = 2048

/**
 * Decodes a voice message (OGG with Opus) into mono samples at the rate that models of speech take.
 *
 * @throws DalilError `speech:unreadable` where it is something else, `speech:too_long` where it
 * takes longer than {@link MAX_SECONDS}.
 */
export async function decodeSpeech(sound: Uint8Array): Promise<Float32Array> {
  if (Buffer.from(sound.subarray(0, 4)).toString('latin1') !== 'OggS') throw unreadable()
  try {
    return toSpeechRate(await decode(sound), DECODED_RATE)
  } catch (error) {
    throw isDalilError(error) ? error : unreadable(error)
  }
}

async function decode(sound: Uint8Array): Promise<Float32Array> {
  const decoder = new OggOpusDecoder()
  await decoder.ready
  const parts: Float32Array[] = []
  let length = 0
  try {
    for (let from = 0; from < sound.length; from += STEP) {
      take(await decoder.decode(sound.subarray(from, from + STEP)))
    }
    take(await decoder.flush())
  } finally {
    decoder.free()
  }
  if (length === 0) throw unreadable()
  return join(parts, length)

  function take({ channelData }: { readonly channelData: readonly Float32Array[] }): void {
    const mono = toMono(channelData)
    parts.push(mono)
    length += mono.length
    if (length > MAX_SECONDS * DECODED_RATE) {
      const message = `The voice message is longer than ${MAX_SECONDS} seconds.`
      throw new DalilError('speech:too_long', message)
    }
  }
}

function unreadable(cause?: unknown): DalilError {
  const message = 'The sound is not OGG with Opus, or is damaged.'
  return new DalilError('speech:unreadable', message, { cause })
}

function toMono(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), second] = channels
  if (second === undefined) return first
  return first.map((value, at) => (value + (second[at] ?? 0)) / 2)
}

function join(parts: readonly Float32Array[], length: number): Float32Array {
  const joined = new Float32Array(length)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
