import { describe, expect, it } from 'vitest'
import { findStep, fromBase32, hotp, toBase32, toOtpauth, toStep } from '../../src/staff/totp.ts'

const SECRET = Buffer.from('12345678901234567890')

describe('hotp', () => {
  // RFC 6238, appendix B, the rows of SHA-1.
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('gives the code of the RFC at %i seconds', (seconds, code) => {
    expect(hotp(SECRET, toStep(seconds * 1000), 8)).toBe(code)
  })

  // RFC 4226, appendix D.
  it('gives the codes of six digits of RFC 4226', () => {
    expect([0, 1, 2, 9].map((counter) => hotp(SECRET, counter))).toEqual([
      '755224',
      '287082',
      '359152',
      '520489',
    ])
  })
})

describe('findStep', () => {
  const now = 59_000

  it('takes the code of this time, with spaces and in Arabic digits too', () => {
    expect(findStep(SECRET, '287082', { now, after: 0 })).toBe(1)
    expect(findStep(SECRET, '287 082', { now, after: 0 })).toBe(1)
    expect(findStep(SECRET, '٢٨٧٠٨٢', { now, after: 0 })).toBe(1)
  })

  it('takes a code half a minute early or late, and none older', () => {
    expect(findStep(SECRET, '287082', { now: now + 30_000, after: 0 })).toBe(1)
    expect(findStep(SECRET, '287082', { now: now - 30_000, after: 0 })).toBe(1)
    expect(findStep(SECRET, '287082', { now: now + 60_000, after: 0 })).toBeUndefined()
  })

  it('takes no code twice', () => {
    expect(findStep(SECRET, '287082', { now, after: 1 })).toBeUndefined()
  })
})

describe('base32', () => {
  // RFC 4648, section 10, without padding.
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes and reads %j', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded)
    expect(Buffer.from(fromBase32(encoded) ?? []).toString()).toBe(text)
  })

  it('reads nothing that is not base32', () => {
    expect(fromBase32('MZ1W')).toBeUndefined()
  })
})

describe('toOtpauth', () => {
  it('names the account so that an app can show it', () => {
    expect(toOtpauth('سلمى', 'ABC')).toBe(
      'otpauth://totp/Dalil:%D8%B3%D9%84%D9%85%D9%89?secret=ABC&issuer=Dalil',
    )
  })
})
