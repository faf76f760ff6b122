import type { Matcher, MatchResult, Weighed } from './matcher.ts'
import type { TestRow } from './read-examples.ts'

/** How well a matcher understands a file of messages. Shares are 0 to 1, times in ms. */
export interface Evaluation {
  readonly n: number
  /** Share whose best candidate is right, whatever the confidence. */
  readonly accuracy: number
  /** Share that is right among the three best. */
  readonly top3: number
  readonly byLang: Readonly<Record<string, ByLang>>
  /** Share that is answered at once, of those the right ones, and of all the other two results. */
  readonly decisions: Decisions
  /** Mean distance between the confidence that is shown and the share that is right. */
  readonly calibrationError: number
  readonly oos?: OutOfScope
  readonly msPerQuery: { readonly p50: number; readonly p99: number }
}

/** The same of the messages of one language or way of writing. */
export interface ByLang {
  readonly n: number
  readonly accuracy: number
  readonly top3: number
}

export interface Decisions {
  readonly answered: number
  readonly answeredRight: number
  readonly ambiguous: number
  /** Share of the ambiguous whose right label is offered. */
  readonly ambiguousOffered: number
  readonly unknown: number
}

export interface OutOfScope {
  /** The probability of being in scope below which a message is unknown. */
  readonly threshold: number
  /** Share of the messages in scope that the threshold lets through. */
  readonly inScopeKept: number
  /** Of those, the share whose best candidate is right. */
  readonly inScopeAccuracyKept: number
  /** Of all messages in scope, the share that is let through and right. */
  readonly inScopeRight: number
  /** Share of the messages out of scope that the threshold stops. */
  readonly recall: number
}

/** One message of the test and what became of it. */
export interface Outcome {
  readonly row: TestRow
  readonly weighed: Weighed
  readonly result: MatchResult
  readonly ms: number
}

export interface RunOptions {
  /** Milliseconds, with fractions. */
  readonly now: () => number
  /** The messages by the encoder of the model, in their order. */
  readonly encoded?: readonly Float32Array[]
  readonly onProgress?: (done: number, total: number) => void
}

/** Puts messages to a matcher, the way people do. */
export function runTest(
  matcher: Matcher,
  rows: readonly TestRow[],
  { now, encoded, onProgress }: RunOptions,
): Outcome[] {
  return rows.map((row, at) => {
    onProgress?.(at + 1, rows.length)
    const vector = encoded?.[at]
    const context = vector === undefined ? {} : { encoded: vector }
    const start = now()
    const result = matcher.match(row.text, context)
    const ms = now() - start
    return { row, result, weighed: matcher.weigh(row.text, context), ms }
  })
}

/** Sums up the outcomes of messages in scope and, where there are any, out of scope. */
export function summarize(
  inside: readonly Outcome[],
  outside: readonly Outcome[],
  threshold: number,
): Evaluation {
  const langs = [...new Set(inside.map(({ row }) => row.lang))].sort()
  return {
    n: inside.length,
    accuracy: share(inside, isRight),
    top3: share(inside, isAmongBest),
    byLang: Object.fromEntries(
      langs.map((lang) => {
        const own = inside.filter(({ row }) => row.lang === lang)
        return [
          lang,
          { n: own.length, accuracy: share(own, isRight), top3: share(own, isAmongBest) },
        ]
      }),
    ),
    decisions: decisionsOf(inside),
    calibrationError: calibrationError(inside),
    ...(outside.length === 0 ? {} : { oos: outOfScope(inside, outside, threshold) }),
    msPerQuery: {
      p50: percentile(inside, 0.5),
      p99: percentile(inside, 0.99),
    },
  }
}

/** The threshold that stops this share of messages out of scope; choose it on data set apart. */
export function thresholdFor(outside: readonly Outcome[], recall: number): number {
  const sorted = outside.map(({ weighed }) => weighed.inScope).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(recall * sorted.length))] ?? 0
}

function outOfScope(
  inside: readonly Outcome[],
  outside: readonly Outcome[],
  threshold: number,
): OutOfScope {
  const kept = inside.filter(({ weighed }) => weighed.inScope >= threshold)
  return {
    threshold: round(threshold),
    inScopeKept: round(kept.length / Math.max(1, inside.length)),
    inScopeAccuracyKept: share(kept, isRight),
    inScopeRight: round(kept.filter(isRight).length / Math.max(1, inside.length)),
    recall: share(outside, ({ weighed }) => weighed.inScope < threshold),
  }
}

function decisionsOf(outcomes: readonly Outcome[]): Decisions {
  const of = (type: MatchResult['type']) => outcomes.filter(({ result }) => result.type === type)
  const offered = ({ row, result }: Outcome) =>
    result.candidates.some((candidate) => candidate.label === row.label)
  return {
    answered: round(of('answered').length / Math.max(1, outcomes.length)),
    answeredRight: share(
      of('answered'),
      ({ row, result }) => result.type === 'answered' && result.label === row.label,
    ),
    ambiguous: round(of('ambiguous').length / Math.max(1, outcomes.length)),
    ambiguousOffered: share(of('ambiguous'), offered),
    unknown: round(of('unknown').length / Math.max(1, outcomes.length)),
  }
}

const BINS = 10

function calibrationError(outcomes: readonly Outcome[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }))
  for (const outcome of outcomes) {
    const confidence = outcome.weighed.candidates[0]?.confidence ?? 0
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]
    if (bin === undefined) continue
    bin.confidence += confidence
    bin.right += isRight(outcome) ? 1 : 0
  }
  const distance = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0)
  return round(distance / Math.max(1, outcomes.length))
}

function isRight({ row, weighed }: Outcome): boolean {
  return weighed.candidates[0]?.label === row.label
}

function isAmongBest({ row, weighed }: Outcome): boolean {
  return weighed.candidates.some(({ label }) => label === row.label)
}

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): number {
  return round(outcomes.filter(holds).length / Math.max(1, outcomes.length))
}

function percentile(outcomes: readonly Outcome[], part: number): number {
  const sorted = outcomes.map(({ ms }) => ms).sort((a, b) => a - b)
  return round(sorted[Math.floor(part * sorted.length)] ?? 0)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
