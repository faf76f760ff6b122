import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readTree, type SourceFile } from '../../src/documents/index.ts'
import { loadEntries } from '../../src/faq/index.ts'
import { loadFlows } from '../../src/flow/index.ts'
import { hostileText, RUNS, TIMEOUT_MS } from './runs.ts'

const flows = readTree(PROJECT_ROOT, 'flows')
const entries = readTree(PROJECT_ROOT, 'content/faq/general')

/** A file as a slip of the hand, a bad merge or a broken disk leaves it. */
function mutated(files: readonly SourceFile[]): fc.Arbitrary<SourceFile> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    text: fc.oneof(
      hostileText.map((text) => text.slice(0, 60)),
      fc.constantFrom(
        '\n',
        '  ',
        ': ',
        '- ',
        '&a [*a, *a]',
        '"',
        '{',
        '}',
        '!!js ',
        '\t',
        '# ',
        '|',
      ),
    ),
  })
  return fc
    .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([file, changes]) => ({
      path: file.path,
      source: changes.reduce((source, { at, length, text }) => {
        const place = Math.floor(at * source.length)
        return source.slice(0, place) + text + source.slice(place + length)
      }, file.source),
    }))
}

describe('files that were damaged', () => {
  it(
    'of flows are read, or named with their place',
    () => {
      fc.assert(
        fc.property(mutated(flows), (file) => {
          const { faults } = loadFlows([file])

          for (const fault of faults) {
            expect(fault.line).toBeGreaterThan(0)
            expect(fault.message.trim()).not.toBe('')
          }
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )

  it(
    'of answers are read, or named with their place',
    () => {
      fc.assert(
        fc.property(mutated(entries), (file) => {
          const { faults } = loadEntries([file])

          for (const fault of faults) {
            expect(fault.line).toBeGreaterThan(0)
            expect(fault.message.trim()).not.toBe('')
          }
        }),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})
