import { describe, expect, it } from 'vitest'
import { createKeyring, createPseudonymizer } from '../../src/privacy/index.ts'
import { CODE_COUNT, codeFrom, readCode, readToken, toToken } from '../../src/referrals/index.ts'

const setting = Buffer.alloc(32, 7).toString('base64')
const hide = createPseudonymizer(createKeyring({ dir: '/nowhere', setting }))
const codes = Array.from({ length: 300 }, (_, at) => codeFrom(hide, `r-${at}`))

describe('the code of a slip', () => {
  it('has five digits that nobody takes for letters, and a check letter', () => {
    expect(codes.filter((code) => !/^[2-9]{5}-[BDFKLMNRSTZ]$/u.test(code))).toEqual([])
    expect(new Set(codes).size).toBeGreaterThan(290)
    expect(CODE_COUNT).toBe(32_768)
  })

  it('is another one at another attempt, and the same at the same', () => {
    expect(codeFrom(hide, 'r', 1)).toBe(codeFrom(hide, 'r', 1))
    expect(codeFrom(hide, 'r', 1)).not.toBe(codeFrom(hide, 'r', 2))
  })

  it('is read in small letters and without its hyphen', () => {
    const [code = ''] = codes

    expect(readCode(` ${code.toLowerCase().replace('-', '')} `)).toBe(code)
    expect(readCode(code.replace('-', ' '))).toBe(code)
    expect(readCode([...code].join(' '))).toBe(code)
    const arabic = code.replace(/\d/gu, (digit) => String.fromCodePoint(0x660 + Number(digit)))
    expect(readCode(`\u2068${arabic}\u2069`)).toBe(code)
  })

  it('is told from one with a wrong digit, or with two exchanged', () => {
    for (const code of codes.slice(0, 40)) {
      for (let at = 0; at < 5; at += 1) {
        for (const digit of '23456789') {
          const other = `${code.slice(0, at)}${digit}${code.slice(at + 1)}`
          expect(readCode(other)).toBe(other === code ? code : undefined)
        }
        if (at === 4) continue
        const turned = `${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`
        expect(readCode(turned)).toBe(turned === code ? code : undefined)
      }
    }
  })
})

describe('the link of a partner', () => {
  const token = toToken('0mi7-_a', 1000, hide)
  const day = 86_400_000

  it('leads to its referral for sixty days', () => {
    expect(readToken(token, { hide, now: 1000 })).toEqual({ type: 'referral', id: '0mi7-_a' })
    expect(readToken(token, { hide, now: 999 + 60 * day })).toMatchObject({ type: 'referral' })
    expect(readToken(token, { hide, now: 1000 + 60 * day })).toEqual({ type: 'ended' })
  })

  it('is known to be forged with another referral, another date, or another key', () => {
    const [id = '', until = '', signature = ''] = token.split('.')
    const later = (Number.parseInt(until, 36) + day).toString(36)
    const key = Buffer.alloc(32, 8).toString('base64')
    const others = createPseudonymizer(createKeyring({ dir: '/nowhere', setting: key }))
    const forged = [
      `other.${until}.${signature}`,
      `${id}.${later}.${signature}`,
      `${id}.${until}.`,
      `${token}.x`,
      toToken('0mi7-_a', 1000, others),
      '',
    ]

    expect(forged.map((one) => readToken(one, { hide, now: 1000 }).type)).toEqual(
      forged.map(() => 'forged'),
    )
  })
})
