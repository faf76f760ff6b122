import { describe, expect, it } from 'vitest'
import { createPaper, qrPng, qrSvg } from '../../src/print/index.ts'
import { readPdf, readPng } from '../support/qr.ts'

const LINK = `https://wa.me/212600000000?text=${encodeURIComponent('السلام دليل، الكود KAMILUS')}`

describe('a QR code', () => {
  it('is read back from its PNG picture', async () => {
    expect(readPng(await qrPng(LINK))).toBe(LINK)
  })

  it('is read back from a PDF page', async () => {
    const paper = createPaper({
      ...{ format: 'A4', title: 'Affiche', language: 'fr', author: 'Dalil', createdAt: 0 },
    })
    paper.qr(LINK, 100, 100, 250)

    expect(readPdf(await paper.finish())).toBe(LINK)
  })

  it('is an SVG picture on white, without anything that runs', () => {
    const svg = qrSvg(LINK)

    expect(svg).toMatch(/^<svg [^>]+><path fill="#fff" [^>]+\/><path d="[Mhvz\d -]+"\/><\/svg>$/u)
  })
})
