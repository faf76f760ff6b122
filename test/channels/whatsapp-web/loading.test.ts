import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'

const sources = readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => ({ name, text: readFileSync(join(PROJECT_ROOT, 'src', name), 'utf8') }))

/** The files that load `module` as soon as they are loaded, and those that do so when it is needed. */
function importersOf(module: RegExp) {
  const from = new RegExp(`^(?:import|export)[^;]*?from '(?:${module.source})'`, 'mu')
  const later = new RegExp(`await import\\(\\s*'(?:${module.source})'`, 'u')
  const names = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
  return { atOnce: names(from), later: names(later) }
}

describe('the library and its browser', () => {
  it('are loaded by one file, which comes with the channel alone', () => {
    expect(importersOf(/whatsapp-web\.js|puppeteer[^']*/u)).toEqual({
      atOnce: ['channels/whatsapp-web/library.ts'],
      later: [],
    })
    expect(importersOf(/[^']*\/library\.ts/u).atOnce).toEqual(['channels/whatsapp-web/index.ts'])
  })

  it('are loaded only when the settings switch them on', () => {
    expect(importersOf(/[^']*whatsapp-web\/index\.ts/u)).toEqual({
      atOnce: [],
      later: ['start/open-channels.ts'],
    })
  })
})
