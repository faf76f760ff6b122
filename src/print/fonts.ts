import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Font } from 'fontkit'
import { loadFontKit } from './drawing.ts'
import { SCRIPTS, type Script } from './pieces.ts'
import { fromWoff } from './woff.ts'

/** The weights that there are. */
export const WEIGHTS = ['regular', 'bold'] as const

/** One of {@link WEIGHTS}. */
export type Weight = (typeof WEIGHTS)[number]

const NUMBERS: Readonly<Record<Weight, number>> = { regular: 400, bold: 700 }

/** The font of a script and a weight, as TrueType. */
export function fontBytes(script: Script, weight: Weight): Buffer {
  const { resolve } = createRequire(import.meta.url)
  const name = `ibm-plex-sans-arabic-${script}-${NUMBERS[weight]}-normal.woff`
  return fromWoff(readFileSync(resolve(`@fontsource/ibm-plex-sans-arabic/files/${name}`)))
}

/** The fonts, opened; to be kept by whoever draws more than once. */
export type Fonts = (script: Script, weight: Weight) => Font

/** Opens all fonts. */
export function openFonts(): Fonts {
  const { create: openFont } = loadFontKit()
  const fonts = new Map<string, Font>()
  for (const script of SCRIPTS) {
    for (const weight of WEIGHTS) {
      const font = openFont(fontBytes(script, weight))
      if ('layout' in font) fonts.set(`${script} ${weight}`, font)
    }
  }
  return (script, weight) => {
    const font = fonts.get(`${script} ${weight}`)
    if (font === undefined) throw new TypeError(`There is no font for ${script} in ${weight}.`)
    return font
  }
}
