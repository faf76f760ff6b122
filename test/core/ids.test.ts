import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANNELS, parseAddress, toAddress } from '../../src/core/index.ts'

describe('an address', () => {
  it('reads back as it was written, whatever the account and peer are', () => {
    const parts = fc.record({
      channel: fc.constantFrom(...CHANNELS),
      account: fc.string({ unit: 'grapheme' }),
      peer: fc.string({ unit: 'grapheme' }),
    })

    fc.assert(
      fc.property(parts, (one) => {
        expect(parseAddress(toAddress(one))).toEqual(one)
      }),
    )
  })

  it('is not read from anything else', () => {
    expect(parseAddress('fax:1:2')).toBeUndefined()
    expect(parseAddress('telegram:1')).toBeUndefined()
    expect(parseAddress('telegram:1:2:3')).toBeUndefined()
  })
})
