import { normalize, wordsOf } from '../core/index.ts'
import type { Corpus } from './corpus.ts'
import { type EncodedPhrasings, pickVectors, vectorAt } from './encoded.ts'
import { createFeatureExtractor, type FeatureOptions } from './features.ts'
import { foreignMessages } from './foreign.ts'
import type { Evidence } from './fusion.ts'
import { createWitness, type PartsOptions, trainParts } from './parts.ts'
import { createRandom, shuffle } from './random.ts'

/** A message that training did not see, and what the parts say about it. */
export interface Probe {
  readonly evidence: Evidence
  readonly kind: ProbeKind
  /** -1 where it is out of scope. */
  readonly label: number
}

/**
 * A phrasing of a class that is known; a word or two of one; a phrasing whose whole class was left
 * out; a message about nothing that is known.
 */
export type ProbeKind = 'phrasing' | 'fragment' | 'unknown-class' | 'foreign'

/** Enough for a dozen weights and three thresholds; more would only take longer. */
const MAX_PROBES = 1600
/** One class in so many is left out, to see what the unknown looks like. */
const CLASS_SHARE = 4
/** Of the other classes, one phrasing in so many. */
const PHRASING_SHARE = 5
const SHARES: Readonly<Record<ProbeKind, number>> = {
  phrasing: 0.5,
  fragment: 0.1,
  'unknown-class': 0.25,
  foreign: 0.15,
}
const MAX_FRAGMENT_WORDS = 2

export interface ProbeOptions extends PartsOptions, FeatureOptions {
  readonly encoder?: EncodedPhrasings | undefined
}

/** What a matcher is trained on: phrasings, those of labels first, their features and classes. */
export interface TrainingSet {
  readonly texts: readonly string[]
  readonly corpus: Corpus
  /** By row: its class; those that are no label's are foreign. */
  readonly targets: Int32Array
}

/** Leaves phrasings and whole classes out of training, and puts them to what was trained. */
export function leaveOut(set: TrainingSet, options: ProbeOptions): readonly Probe[] {
  const { texts, corpus, targets } = set
  const random = createRandom(options.seed)
  const numbers = numberAnew(options, random)
  const parted = part(targets, numbers, options.labels, random)
  const own = targets.map((target) => numbers[target] ?? -1)
  const labels = numbers.subarray(0, options.labels).filter((number) => number >= 0).length
  const parts = trainParts(corpus, Int32Array.from(parted.kept), own, {
    ...options,
    classes: labels + options.classes - options.labels,
    labels,
  })
  const { encoder, lexicon, without } = options
  const extract = createFeatureExtractor({ lexicon, without })
  const see = createWitness({ ...parts, encoder: encoder && pickVectors(encoder, parted.kept) })
  const count = (kind: ProbeKind): number => SHARES[kind] * MAX_PROBES
  const look = (kind: ProbeKind, rows: readonly number[], known: boolean): Probe[] =>
    rows.slice(0, count(kind)).map((row) => ({
      evidence: see(extract(texts[row] ?? ''), encoder && vectorAt(encoder, row)),
      kind,
      label: known ? (own[row] ?? -1) : -1,
    }))
  const invented = inventForeign(set, options).slice(0, count('foreign') - parted.foreign.length)
  return [
    ...look('phrasing', parted.inside, true),
    ...parted.inside.slice(-count('fragment')).map(
      (row): Probe => ({
        evidence: see(extract(fragmentOf(texts[row] ?? '', random))),
        kind: 'fragment',
        label: own[row] ?? -1,
      }),
    ),
    ...look('unknown-class', parted.outside, false),
    ...look('foreign', parted.foreign, false),
    ...invented.map(
      (text): Probe => ({ evidence: see(extract(text)), kind: 'foreign', label: -1 }),
    ),
  ]
}

/** Messages about nothing that is known, made of those that are. */
function inventForeign({ texts, targets }: TrainingSet, { labels, seed }: ProbeOptions): string[] {
  const asked = texts.filter((_, row) => (targets[row] ?? 0) < labels)
  return foreignMessages(asked, targets, MAX_PROBES, seed)
}

/** New numbers for the classes that stay, -1 for the others: what is not there costs nothing. */
function numberAnew({ labels, classes }: PartsOptions, random: () => number): Int32Array {
  const order = Int32Array.from({ length: labels }, (_, c) => c)
  shuffle(order, random)
  const numbers = new Int32Array(classes).fill(-1)
  const stay = order.subarray(Math.floor(labels / CLASS_SHARE))
  stay.forEach((c, number) => {
    numbers[c] = number
  })
  for (let c = labels; c < classes; c++) numbers[c] = stay.length + c - labels
  return numbers
}

function part(targets: Int32Array, numbers: Int32Array, labels: number, random: () => number) {
  const order = Int32Array.from(targets.keys())
  shuffle(order, random)
  const kept: number[] = []
  const inside: number[] = []
  const outside: number[] = []
  const foreign: number[] = []
  order.forEach((row, at) => {
    const target = targets[row] ?? 0
    if ((numbers[target] ?? -1) < 0) outside.push(row)
    else if (at % PHRASING_SHARE !== 0) kept.push(row)
    else if (target >= labels) foreign.push(row)
    else inside.push(row)
  })
  return { kept, inside, outside, foreign }
}

/** A word or two of a phrasing: what people write who search, and what is hard to tell. */
function fragmentOf(text: string, random: () => number): string {
  const words = wordsOf(normalize(text))
  const length = 1 + Math.floor(random() * MAX_FRAGMENT_WORDS)
  const start = Math.floor(random() * Math.max(1, words.length - length + 1))
  return words.slice(start, start + length).join(' ')
}
