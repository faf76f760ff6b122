import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { MODEL_CACHE } from '../../src/cli/paths.ts'
import { readConfig } from '../../src/config.ts'
import type { EncodedText } from '../../src/conversation/index.ts'
import {
  type OpenEncoder,
  openTransformersEncoder,
} from '../../src/embeddings/transformers/index.ts'
import { createLive } from '../../src/live/index.ts'
import { type Logger, silentLogger } from '../../src/ports/index.ts'
import { type Lesson, learn, lessonOf, teach } from '../../src/services.ts'
import { createOutsideEncoder } from '../../src/start/outside-encoder.ts'
import { startReport } from '../../src/start/report.ts'
import { createConversation } from '../support/conversation.ts'
import { writeEncoderModel } from '../support/models/encoder-model.ts'
import { realProject } from '../support/project.ts'
import { startServer, type TestServer } from '../support/server.ts'

const root = mkdtempSync(join(tmpdir(), 'dalil-encoder-'))
const model = writeEncoderModel(join(root, 'tiny'), { dimensions: 8 })

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A logger that keeps what went wrong. */
function createRecorder() {
  const errors: string[] = []
  const logger: Logger = {
    ...silentLogger,
    error: (_, details) => void errors.push(String(details?.reason)),
  }
  return { logger, errors }
}

/** A tenth of what there is to learn: enough to see with what it was learnt. */
function few(lesson: Lesson): Lesson {
  const labels = new Set(
    lesson.examples.map(({ label }) => label).filter((_, at) => at % 997 === 0),
  )
  return { ...lesson, examples: lesson.examples.filter(({ label }) => labels.has(label)) }
}

/** A Dalil that follows its files, with an encoder from outside. */
function openLive(open: (dir: string) => Promise<OpenEncoder> = openTransformersEncoder) {
  const { logger, errors } = createRecorder()
  const waiting: (() => void)[] = []
  const encoder = createOutsideEncoder({
    config: { embeddings: model, dataDir: root },
    open,
    timers: {
      after(_, work) {
        waiting.push(work)
        return () => {}
      },
    },
    logger,
    onChange: () => live.relearn(),
  })
  const project = realProject()
  const live = createLive({
    project,
    taught: teach(learn(lessonOf(project), { modelDirs: [MODEL_CACHE], logger: silentLogger })),
    retentionDays: 90,
    read: () => project,
    check: async () => [],
    learn: async (lesson, signal) =>
      learn(await encoder.join(few(lesson), signal), { modelDirs: [], logger: silentLogger }),
    logger,
  })
  const losePatience = () => {
    for (const work of waiting) work()
  }
  return { live, encoder, errors, losePatience }
}

/** An encoder that does as the tests want once it has learnt. */
function createMoody(mood: { dead: boolean; deaf: boolean }): OpenEncoder {
  return {
    id: 'moody',
    dimensions: 2,
    embed: (texts) => {
      if (mood.dead) return Promise.reject(new Error('its thread has ended'))
      if (mood.deaf) return new Promise(() => {})
      return Promise.resolve(texts.map((text) => Float32Array.of(text.length % 2, 1)))
    },
    close: async () => {},
  }
}

describe('an encoder from outside', () => {
  it('joins in while people write, once phrasings are learnt with it', async () => {
    const { live, encoder } = openLive()
    const vectors: (EncodedText | undefined)[] = []
    const chat = createConversation({
      locale: 'fr',
      services: live.services,
      async encode(text) {
        const vector = await encoder.encode(text)
        vectors.push(vector)
        return vector
      },
    })
    await chat.say('comment avoir la carte auto entrepreneur')
    const before = vectors.length

    await encoder.load()
    await live.idle()
    await chat.say('bonjour, comment avoir la carte auto entrepreneur ?')
    await encoder.close()

    const { encoderId } = live.services().matcher
    expect(before).toBe(0)
    expect(encoderId).toMatch(/^transformers-/u)
    expect(vectors).toEqual([
      expect.objectContaining({ encoderId, text: 'comment avoir la carte auto entrepreneur' }),
    ])
    expect(readdirSync(join(root, 'models'))).toEqual([`${encoderId}.vectors`])
  })

  it('that fails is left at once, said once, and the content is learnt without it', async () => {
    const mood = { dead: false, deaf: false }
    const { live, encoder, errors } = openLive(async () => createMoody(mood))
    await encoder.load()
    await live.idle()
    const before = live.services().matcher.encoderId

    mood.dead = true
    const vectors = await Promise.all([encoder.encode('comment'), encoder.encode('combien')])
    await live.idle()

    expect(before).toBe('moody')
    expect(vectors).toEqual([undefined, undefined])
    expect(errors).toEqual(['its thread has ended'])
    expect(live.services().matcher.encoderId).toBeUndefined()
  })

  it('that takes too long is not waited for', async () => {
    const mood = { dead: false, deaf: false }
    const { live, encoder, losePatience } = openLive(async () => createMoody(mood))
    await encoder.load()
    await live.idle()
    mood.deaf = true

    const asking = encoder.encode('comment')
    losePatience()

    expect(await asking).toBeUndefined()
    expect(encoder.state()).toEqual({ type: 'on', id: 'moody' })
  })
})

describe('a start with an encoder from outside', () => {
  let server: TestServer | undefined

  afterEach(async () => {
    await server?.stop()
    server = undefined
  })

  it('goes on with the content, and says once why, where the model is not there', async () => {
    const { logger, errors } = createRecorder()
    const config = readConfig({ PORT: '0', EMBEDDINGS: 'somebody/not-fetched' })
    server = await startServer({ config, logger })

    await server.running.encoder.load()

    const { matcher } = server.running.live.services()
    expect(errors).toEqual([expect.stringContaining('npm run model -- pull')])
    expect(matcher.match('chno howa auto entrepreneur').type).toBe('answered')
    expect(startReport(server.running, config)).toContain('learnt from the content: There is no')
  })
})
