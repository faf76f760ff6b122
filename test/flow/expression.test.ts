import { describe, expect, it } from 'vitest'
import type { FlowValue } from '../../src/core/index.ts'
import { compileExpression } from '../../src/flow/expression.ts'

function compute(source: string, values: Readonly<Record<string, FlowValue>> = {}): unknown {
  const compiled = compileExpression(source)
  if ('error' in compiled) return `refused: ${compiled.error}`
  const result = compiled.evaluate(values)
  return 'error' in result ? `failed: ${result.error}` : result.value
}

describe('compileExpression', () => {
  it.each([
    ['daysBetween("2026-03-01", "2026-03-31")', 30],
    ['daysBetween("2026-03-31", "2026-03-01")', -30],
    ['monthsBetween("2026-01-31", "2026-03-30")', 1],
    ['yearsBetween("2008-03-21", "2026-03-20")', 17],
    ['addDays("2026-02-27", 2)', '2026-03-01'],
    ['addWeeks("2026-02-27", 1)', '2026-03-06'],
    ['addMonths("2026-01-31", 1)', '2026-02-28'],
    ['addYears("2024-02-29", 1)', '2025-02-28'],
    ['endOfMonth("2024-02-10")', '2024-02-29'],
    ['endOfNextMonth("2026-12-10")', '2027-01-31'],
    ['endOfQuarter("2026-05-10")', '2026-06-30'],
    ['endOfNextQuarter("2026-11-10")', '2027-03-31'],
    ['workday("2026-03-21")', '2026-03-23'],
    ['workday("2026-03-20")', '2026-03-20'],
    ['dirhams(500000)', 50_000_000],
    ['percent(dirhams(20050.5), 0.5)', 10_025],
    ['round(2.5)', 3],
    ['min(3, 2.5)', 2.5],
    ['max(3, 2.5)', 3],
    ['7 / 2', 3],
    ['7 / 2.0', 3.5],
    ['7 > 6.5 && !false', true],
  ])('computes %s', (source, value) => {
    expect(compute(source)).toBe(value)
  })

  it('compares an answer of kind amount with dirhams', () => {
    expect(compute('income > dirhams(200000)', { income: 20_000_001 })).toBe(true)
  })

  it('names what it reads, each once, without what it binds itself', () => {
    const compiled = compileExpression('a > 1 && ["x", b].exists(i, i == a)')

    expect('reads' in compiled && compiled.reads).toEqual(['a', 'b'])
  })

  it.each([
    ['a +', 'refused: it ends too early; write what is missing, or close the bracket'],
    ['dayBetween(a, b)', 'refused: there is no function "dayBetween"; write daysBetween(a, b)'],
    [
      'addDays(today)',
      'refused: "addDays" cannot take a text or date; write it like addDays(date, n)',
    ],
    [
      'today + 3',
      'refused: a text or date + a number cannot be worked out; for days write addDays(date, n)',
    ],
    ['a = 3', 'refused: one "=" means nothing here; write "==" to compare, and a word in quotes'],
    ['a and b', 'refused: write "&&" for "and", "||" for "or", and a word in quotes'],
    ['a # b', `refused: Unexpected character: #; see "Formulas" in flows/README.md`],
    ['missing > 1', 'failed: Unknown variable: missing'],
    ['1 / 0', 'failed: division by zero'],
    ['[1, 2]', 'failed: The result is not a text, a number or true or false.'],
    [
      'addDays("tomorrow", 1)',
      'failed: expected a date, like "2026-03-05" or an answer to a question of kind date',
    ],
    ['percent("a", 1)', 'failed: expected a number'],
    ['addDays("2026-03-05", 1.5)', 'failed: expected a whole number'],
  ])('says what is wrong with %s', (source, reason) => {
    expect(compute(source)).toBe(reason)
  })

  it('does not run away with a huge formula', () => {
    expect(String(compute(`${'('.repeat(10_000)}1${')'.repeat(10_000)}`))).toMatch(/^refused/u)
  })

  it('does not leave the calendar', () => {
    expect(String(compute('addDays("2026-03-05", 99999999999)'))).toMatch(/^failed/u)
  })
})
