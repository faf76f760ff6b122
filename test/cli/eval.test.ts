import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { writeEncoderModel } from '../support/models/encoder-model.ts'

const dir = mkdtempSync(join(tmpdir(), 'dalil-eval-'))

afterAll(() => rmSync(dir, { recursive: true, force: true }))

const rows = (name: string, texts: readonly (readonly [string, string])[]) => {
  const path = join(dir, name)
  const lines = texts.map(([text, label]) => JSON.stringify({ text, label, lang: 'fr' }))
  writeFileSync(path, lines.join('\n'))
  return path
}

const train = rows(
  'train.jsonl',
  ['une', 'ma', 'la', 'cette', 'quelle'].flatMap((word) => [
    [`payer ${word} taxe`, 'tax'] as const,
    [`trouver ${word} chambre`, 'room'] as const,
  ]),
)
const test = rows('test.jsonl', [
  ['la taxe', 'tax'],
  ['une chambre', 'room'],
])

function evaluate(encoder: string) {
  const given = ['--train', train, '--test', test, '--encoder', encoder, '--json']
  return spawnSync(process.execPath, ['src/run.mjs', 'cli/eval.ts', ...given], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  })
}

describe('npm run eval -- --encoder', () => {
  it('puts the messages to the matcher with the vectors of a model from a folder', () => {
    const { stdout, status } = evaluate(writeEncoderModel(join(dir, 'tiny')))

    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      n: 2,
      accuracy: 1,
      encoder: { id: expect.stringMatching(/^transformers-/u), msPerText: expect.any(Number) },
    })
  })

  it('says in one line what is wrong with a folder that is no model', () => {
    const { stderr, status } = evaluate(dir)

    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('config.json is missing')
  })
})
