import { describe, expect, it } from 'vitest'
import { saidIn } from '../../src/core/index.ts'

describe('saidIn', () => {
  it('says the first of a month as an ordinal in French, and leaves the rest', () => {
    expect(saidIn('fr', '1 janvier 2026')).toBe('1er janvier 2026')
    expect(saidIn('fr', '1 déc. 2026')).toBe('1er déc. 2026')
    expect(saidIn('fr', '21 janvier 2026')).toBe('21 janvier 2026')
    expect(saidIn('en', '1 January 2026')).toBe('1 January 2026')
  })
})
