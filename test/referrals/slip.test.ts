import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { createSlipPrinter, type Slip } from '../../src/referrals/index.ts'
import { readPng } from '../support/qr.ts'

const LINK = 'https://dalil.example.org/partner/0mi7k2x9a0000Ab3dEf_-.0mj9k2x9a.AbCdEfGhIjKl'

const SLIP: Slip = {
  ...{ heading: "Fiche d'orientation", code: '48273-K', name: 'Maison', direction: 'ltr' },
  ...{ lines: ['Besoin : Hébergement'], bring: 'Une pièce', show: 'Montrez ce code.', link: LINK },
}

const draw = createSlipPrinter()

/** The first and the last column with ink, in a row of the picture and 40 rows below it. */
function inkOf(png: Uint8Array, from: number): readonly [first: number, last: number] {
  const { data, width } = PNG.sync.read(Buffer.from(png))
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) =>
    Array.from({ length: 40 }, (_, row) => data[((from + row) * width + column) * 4] ?? 255).some(
      (red) => red < 128,
    ),
  )
  return [columns[0] ?? -1, columns.at(-1) ?? -1]
}

describe('a slip as a picture', () => {
  it('holds a QR code that a scanner reads', () => {
    expect(readPng(draw(SLIP))).toBe(LINK)
  })

  it('begins at the left in French and at the right in Arabic', () => {
    const french = inkOf(draw(SLIP), 205)
    const arabic = inkOf(draw({ ...SLIP, name: 'دار الأم', direction: 'rtl' }), 205)

    expect(french[0]).toBeLessThan(60)
    expect(french[1]).toBeLessThan(360)
    expect(arabic[0]).toBeGreaterThan(360)
    expect(arabic[1]).toBeGreaterThan(660)
  })

  it('grows with what is on it', () => {
    const heightOf = (slip: Slip) => PNG.sync.read(Buffer.from(draw(slip))).height
    const more = { ...SLIP, lines: [...SLIP.lines, 'Téléphone : 05 00 00 00 01'] }

    expect(heightOf(more)).toBeGreaterThan(heightOf(SLIP))
  })

  it('joins the letters of Arabic: a word is narrower than its letters apart', () => {
    const [from, to] = inkOf(draw({ ...SLIP, name: 'بيت', direction: 'rtl' }), 205)
    const [first, last] = inkOf(draw({ ...SLIP, name: 'ب ي ت', direction: 'rtl' }), 205)

    expect(to - from).toBeLessThan((last - first) * 0.75)
  })
})
