import * as crypto from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHmacSha256 } from '../../src/privacy/hmac.ts'

describe('createHmacSha256', () => {
  it('gives what createHmac gives, under keys of any length and for any text', () => {
    const keys = fc.uint8Array({ minLength: 0, maxLength: 130 })
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 5 })

    fc.assert(
      fc.property(keys, texts, (key, several) => {
        const hmac = createHmacSha256(key)
        for (const text of several) {
          const wanted = crypto.createHmac('sha256', key).update(text, 'utf8').digest('hex')
          expect(hmac(text).toString('hex')).toBe(wanted)
        }
      }),
    )
  })

  it('gives the second of the test cases of RFC 4231', () => {
    const hmac = createHmacSha256(Buffer.from('Jefe'))

    expect(hmac('what do ya want for nothing?').toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })
})
