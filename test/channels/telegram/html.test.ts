import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHtml } from '../../../src/channels/telegram/html.ts'

describe('toHtml', () => {
  it.each([
    ['*gras* et *gras*', '<b>gras</b> et <b>gras</b>'],
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['*<script>*', '<b>&lt;script&gt;</b>'],
    ['2 * 3 = 6 et 4 * 5', '2 * 3 = 6 et 4 * 5'],
    ['2*3*4', '2*3*4'],
    ['une * seule', 'une * seule'],
    ['*ouvert\net fermé*', '*ouvert\net fermé*'],
    ['و*مسح*', 'و<b>مسح</b>'],
    ['*\u2066AMO\u2069*', '<b>\u2066AMO\u2069</b>'],
    ['\ud83d', '\ufffd'],
  ])('writes %j as %j', (text, html) => {
    expect(toHtml(text)).toBe(html)
  })

  it('is well formed whatever stands in the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a<>&*"' \n1]{0,40}$/), (text) => {
        const html = toHtml(text)

        expect(html.replace(/<b>[^<>]*<\/b>/gu, '')).not.toMatch(/[<>]/u)
        expect(html.replace(/&(?:amp|lt|gt);/gu, '')).not.toContain('&')
      }),
    )
  })
})
