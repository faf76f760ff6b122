import { describe, expect, it } from 'vitest'
import { createNonces } from '../../src/privacy/nonces.ts'

describe('nonces', () => {
  it('are never the same twice, over many fetches from the system', () => {
    const next = createNonces(12)
    const made = Array.from({ length: 5000 }, () => next().toString('hex'))

    expect(new Set(made).size).toBe(5000)
    expect(made.every((one) => one.length === 24)).toBe(true)
  })
})
