import { beforeAll, describe, expect, it } from 'vitest'
import { MODEL_CACHE } from '../../src/cli/paths.ts'
import { type Embedder, silentLogger } from '../../src/ports/index.ts'
import { SAME } from '../../src/review/index.ts'
import { learn, lessonOf, teach } from '../../src/services.ts'
import { realProject } from '../support/project.ts'

let encoder: Embedder

beforeAll(() => {
  const learnt = learn(lessonOf(realProject()), { modelDirs: [MODEL_CACHE], logger: silentLogger })
  encoder = teach(learnt).encoder
})

const likeness = async (a: string, b: string) => {
  const [left = new Float32Array(), right] = await encoder.embed([a, b])
  return left.reduce((sum, value, at) => sum + value * (right?.[at] ?? 0), 0)
}

describe('the content encoder', () => {
  it('makes vectors of unit length and of the dimensions that it names', async () => {
    const [vector = new Float32Array()] = await encoder.embed(["ma carte n'arrive pas"])

    expect(vector).toHaveLength(encoder.dimensions)
    expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4)
  })

  it('makes the same vector of the same text', async () => {
    const text = 'فين نمشي باش نسجل'

    expect(await encoder.embed([text])).toEqual(await encoder.embed([text]))
  })

  it.each([
    ["ma carte d'auto-entrepreneur n'est pas arrivée", 'lkarta dyali mazal ma wslat'],
    ['my baby has no birth certificate', 'mon bébé na pas dacte de naissance'],
    ['شحال الضريبة ديال المقاول الذاتي', 'ch7al dariba dyal auto entrepreneur'],
  ])('finds "%s" and "%s" alike', async (a, b) => {
    expect(await likeness(a, b)).toBeGreaterThan(SAME)
  })

  it.each([
    ["ma carte d'auto-entrepreneur n'est pas arrivée", "où dormir pendant la chimio de l'enfant"],
    ['pension alimentaire impayée', 'ouvrir une coopérative'],
  ])('tells "%s" from "%s"', async (a, b) => {
    expect(await likeness(a, b)).toBeLessThan(SAME)
  })

  it('finds what it has never heard of alike by its words', async () => {
    expect(
      await likeness('vendre au souk autorisation', 'il faut une autorisation pour le souk ?'),
    ).toBeGreaterThan(SAME)
  })

  it('makes nothing of a text that says nothing', async () => {
    expect(await likeness('', "ma carte n'arrive pas")).toBeCloseTo(0, 1)
  })

  it('takes less than a millisecond a text', async () => {
    const times: number[] = []
    for (let n = 0; n < 300; n += 1) {
      const before = performance.now()
      await encoder.embed([`ma carte n'arrive pas depuis ${n} jours`])
      times.push(performance.now() - before)
    }

    // Half of them: what else the machine does meanwhile is not what is measured.
    expect(times.sort((a, b) => a - b)[150]).toBeLessThan(1)
  })
})
