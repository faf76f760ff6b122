import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineEncoder, examineSpeech } from '../../src/cli/doctor/models.ts'
import { writeEncoderModel } from '../support/models/encoder-model.ts'
import { writeSpeechModel } from '../support/models/speech-model.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'dalil-doctor-'))
const fetched = join(dataDir, 'models', 'somebody')

beforeAll(() => {
  writeEncoderModel(join(fetched, 'meaning'))
  truncateSync(join(writeEncoderModel(join(dataDir, 'spoilt')), 'onnx', 'model.onnx'), 100)
  writeSpeechModel(join(fetched, 'whisper'), { words: ['bonjour'], language: 'fr' })
})

afterAll(() => rmSync(dataDir, { recursive: true }))

describe('the doctor on the encoder', () => {
  const examine = (embeddings: string) => examineEncoder({ embeddings, dataDir })

  it('has nothing to say against the one of the content', async () => {
    expect(await examine('content')).toEqual({
      channel: 'encoder',
      state: 'ok',
      facts: ['learnt from the content, no model is named'],
    })
  })

  it('loads the model that is named', async () => {
    expect(await examine('somebody/meaning')).toEqual({
      channel: 'encoder',
      state: 'ok',
      facts: [`the model in ${join(fetched, 'meaning')} loads`, 'vectors of 32 numbers'],
    })
  })

  it.each([
    [
      'is not there',
      'somebody/else',
      'There is no model at',
      'npm run model -- pull somebody/else',
    ],
    ['is cut short', join(dataDir, 'spoilt'), 'model.onnx is cut short', 'EMBEDDINGS=content goes'],
    ['lacks a file', 'somebody/whisper', 'model.onnx is missing', 'pull somebody/whisper'],
    ['has no name of a model', 'a b c', 'neither a folder nor', 'Name another model in EMBEDDINGS'],
  ])('says that a model %s, and what to do', async (_what, name, fact, todo) => {
    expect(await examine(name)).toMatchObject({
      state: 'failing',
      facts: [expect.stringContaining(fact)],
      todo: expect.stringContaining(todo),
    })
  })
})

describe('the doctor on speech', () => {
  const examine = (speechModel?: string) => examineSpeech({ speechModel, dataDir })

  it('says how to switch it on', async () => {
    expect(await examine()).toMatchObject({
      channel: 'speech',
      state: 'off',
      todo: expect.stringContaining('SPEECH_MODEL'),
    })
  })

  it('loads the model that is named, or says which file lacks', async () => {
    expect(await examine('somebody/whisper')).toEqual({
      channel: 'speech',
      state: 'ok',
      facts: [`the model in ${join(fetched, 'whisper')} loads`],
    })
    rmSync(join(fetched, 'whisper', 'tokenizer.json'))
    expect(await examine('somebody/whisper')).toMatchObject({
      state: 'failing',
      facts: [expect.stringContaining('tokenizer.json is missing')],
      todo: 'npm run model -- pull somebody/whisper, then start Dalil again.',
    })
  })
})
