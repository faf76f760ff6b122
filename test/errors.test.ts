import { describe, expect, it } from 'vitest'
import { DalilError, flawOf } from '../src/errors.ts'

const SECRET = 'zoubaydaxq'

describe('flawOf', () => {
  it('tells nothing of the message of a library, which may repeat what was written', () => {
    let thrown: unknown
    try {
      JSON.parse(SECRET)
    } catch (error) {
      thrown = error
    }

    const flaw = flawOf(thrown)

    expect(flaw.reason).toBe('SyntaxError')
    expect(flaw.at[0]).toContain('errors.test.ts')
    expect(JSON.stringify(flaw)).not.toContain(SECRET)
  })

  it('takes no line of a message for a frame', () => {
    const flaw = flawOf(new Error(`one\n    at ${SECRET} (file:///a.js:1:1)`))

    expect(flaw.at[0]).toContain('errors.test.ts')
    expect(JSON.stringify(flaw)).not.toContain(SECRET)
  })

  it('tells the message of an error of our own, and what caused it', () => {
    const cause = Object.assign(new Error(SECRET), { code: 'ENOSPC' })
    const { reason } = flawOf(new DalilError('store:write_failed', 'Make room.', { cause }))

    expect(reason).toBe('store:write_failed: Make room., caused by ENOSPC')
  })

  it('believes no name and no code that are sentences', () => {
    const odd = Object.assign(new Error(''), { name: `${SECRET} wrote`, code: `of ${SECRET}` })

    expect(flawOf(odd).reason).toBe('Error')
  })

  it('knows what was thrown that is no error', () => {
    expect(flawOf(SECRET)).toEqual({ reason: 'a string was thrown', at: [] })
  })
})
