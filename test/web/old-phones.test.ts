import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { tooNewInScript, tooNewInStyle } from '../support/browser-age.ts'

const SCRIPTS = ['static/chat.js', 'widget/widget.js']
const STYLES = ['static/chat.css', 'static/figures.css', 'widget/widget.css']

/** What is missed without harm. */
const FALLS_BACK: Readonly<Record<string, string>> = {
  '@media (prefers-color-scheme)': 'the page stays light',
  'font-family: ui-monospace': 'the next font of the list is taken',
}

const read = (file: string) => readFileSync(join(PROJECT_ROOT, 'src/web', file), 'utf8')

/** Whether esbuild would have to rewrite a script for browsers of 2020. */
function isNewSyntax(code: string): boolean {
  const [today, then] = ['esnext', 'es2020'].map((target) => transformSync(code, { target }).code)
  return today !== then
}

describe('what people who chat load, on a phone five years old', () => {
  it.each(SCRIPTS)('%s is written in the JavaScript of 2020', (file) => {
    expect(isNewSyntax(read(file))).toBe(false)
  })

  it.each(SCRIPTS)('%s asks for nothing that the browser of then lacks', (file) => {
    expect(tooNewInScript(read(file))).toEqual([])
  })

  it.each(STYLES)('%s is styled with what the browser of then knows', (file) => {
    expect(tooNewInStyle(read(file)).filter((one) => FALLS_BACK[one] === undefined)).toEqual([])
  })
})

describe('the measure of that', () => {
  it('sees syntax, functions and members of later years', () => {
    expect(isNewSyntax('a ??= b')).toBe(true)
    expect(isNewSyntax('const b = a?.c ?? 1')).toBe(false)
    expect(tooNewInScript('[1].at(-1); structuredClone({}); [1].map(String)')).toEqual([
      'at',
      'structuredClone',
    ])
  })

  it('sees properties, values, selectors, functions and rules of later years', () => {
    const css =
      'a:has(b) { aspect-ratio: 1; color: color-mix(in srgb, red, blue); display: grid; }\n' +
      '@container (width > 1px) { p { text-wrap: balance; height: 10dvh; } }'

    expect(tooNewInStyle(css)).toEqual([
      'aspect-ratio',
      'text-wrap',
      'text-wrap: balance',
      'has()',
      'color-mix()',
      ':has',
      '@container',
      'units of the dynamic viewport',
    ])
  })
})
