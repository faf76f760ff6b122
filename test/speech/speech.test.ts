import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeSpeech } from '../../src/speech/decode-speech.ts'
import { type OpenTranscriber, openTranscriber } from '../../src/speech/index.ts'
import { toSpeechRate } from '../../src/speech/resample.ts'
import { writeEncoderModel } from '../support/models/encoder-model.ts'
import { writeSpeechModel } from '../support/models/speech-model.ts'
import { oggOpus } from '../support/ogg.ts'

const root = mkdtempSync(join(tmpdir(), 'dalil-speech-'))
const words = ['فين', 'نمشي', 'باش', 'نسجل', 'مقاول', 'ذاتي']
let transcriber: OpenTranscriber

beforeAll(async () => {
  transcriber = await openTranscriber(
    writeSpeechModel(join(root, 'tiny'), { words, language: 'ar' }),
  )
})
afterAll(async () => {
  await transcriber.close()
  rmSync(root, { recursive: true, force: true })
})

describe('a voice message', () => {
  it('is written down on this machine', async () => {
    expect(await transcriber.transcribe(oggOpus(2))).toBe(words.join(' '))
  })

  it('is heard part by part where it is long', async () => {
    expect(await transcriber.transcribe(oggOpus(40))).toContain(words.join(' '))
  })

  it('in which nobody speaks has no words', async () => {
    expect(await transcriber.transcribe(oggOpus(2, { silent: true }))).toBe('')
  })

  it('that is too long is not listened to', async () => {
    await expect(transcriber.transcribe(oggOpus(95))).rejects.toMatchObject({
      code: 'speech:too_long',
    })
  })

  it.each([
    ['another format', Buffer.from('ID3\x04 music')],
    ['nothing', Buffer.alloc(0)],
    ['its first half', oggOpus(1).subarray(0, 60)],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(transcriber.transcribe(bytes)).rejects.toMatchObject({ code: 'speech:unreadable' })
  })
})

describe('decoded speech', () => {
  it('has the length of the sound, at 16,000 samples a second', async () => {
    expect((await decodeSpeech(oggOpus(2))).length / 16_000).toBeCloseTo(2, 1)
  })

  it('keeps what is heard, and loses what would sound as another pitch', () => {
    const tone = (hertz: number) =>
      Float32Array.from({ length: 48_000 }, (_, at) =>
        Math.sin((2 * Math.PI * hertz * at) / 48_000),
      )
    const strength = (samples: Float32Array) =>
      Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)

    expect(strength(toSpeechRate(tone(440), 48_000))).toBeGreaterThan(0.7)
    expect(strength(toSpeechRate(tone(12_000), 48_000))).toBeLessThan(0.01)
  })
})

describe('a folder that is no model of speech', () => {
  it('is named with what is wrong in it', async () => {
    const other = writeEncoderModel(join(root, 'other'))

    await expect(openTranscriber(other)).rejects.toMatchObject({
      code: 'models:unusable',
      message: expect.stringContaining('config.json is not that of a Whisper model'),
    })
  })
})
