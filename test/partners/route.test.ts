import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'

function route(...args: readonly string[]) {
  const command = ['src/run.mjs', 'cli/route.ts', ...args]
  return spawnSync(process.execPath, command, { cwd: PROJECT_ROOT, encoding: 'utf8' })
}

describe('npm run route', () => {
  it('prints the ranking with score, distance and reason of each', () => {
    const { status, stdout } = route('--need', 'cancer-treatment', '--city', 'Taza', '--json')
    const { need, city, partners } = JSON.parse(stdout)

    expect(status).toBe(0)
    expect({ need, city }).toEqual({ need: 'cancer-treatment', city: 'taza' })
    expect(partners[0]).toMatchObject({
      partner: 'chu-fes',
      distanceKm: 93,
      reason: 'le plus proche de chez vous, Taza, pour les enfants en traitement et leur famille',
    })
    expect(typeof partners[0].score).toBe('number')
  })

  it('takes a place on the map and a moment, and says what it cannot read', () => {
    const near = route('--need', 'cancer-treatment', '--near', '34.21,-4.01', '--json')
    const nowhere = route('--need', 'lodging', '--near', 'Taza')
    const never = route('--need', 'lodging', '--at', 'tomorrow')

    expect(JSON.parse(near.stdout).partners[0].partner).toBe('chu-fes')
    expect([nowhere.status, never.status]).toEqual([2, 2])
    expect(nowhere.stderr).toContain('"Taza" is no place; write it like 34.21,-4.01.')
    expect(never.stderr).toContain('"tomorrow" is no time')
  })

  it('names the nearest known need and ends with 2', () => {
    const { status, stdout, stderr } = route('--need', 'lodgin')

    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('"lodgin" is not a known need. Did you mean "lodging"?')
  })

  it('names the nearest known city and ends with 2', () => {
    const { status, stderr } = route('--need', 'lodging', '--city', 'mekxxes')

    expect(status).toBe(2)
    expect(stderr).toContain('"mekxxes" is not a known city. Did you mean "meknes"?')
  })
})
