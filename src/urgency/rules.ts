import { z } from 'zod'
import { type Fault, type Localized, NEEDS, type Need } from '../core/index.ts'
import {
  type Document,
  id,
  localized,
  type ReadDocument,
  readDocument,
  type SourceFile,
  source,
  text,
  validate,
} from '../documents/index.ts'

const phrases = z.array(text).default([])
const byLanguage = z.strictObject({ fr: phrases, ar: phrases, ary: phrases, en: phrases })

/** The shape of `content/urgency.yaml`. */
const urgencySchema = z.strictObject({
  numbers: z.array(z.strictObject({ number: text, who: text, source })).min(1),
  words: z.record(id, text),
  cards: z
    .array(
      z.strictObject({
        card: id,
        need: z.enum(NEEDS).optional(),
        answers: localized,
        patterns: z.array(text).default([]),
        phrases: byLanguage,
      }),
    )
    .min(1),
  harmless: z.strictObject({
    patterns: z.array(text).default([]),
    entries: z.array(id).default([]),
    phrases: byLanguage,
  }),
})

/** A card as `content/urgency.yaml` describes it: what it says, and what calls it. */
export interface CardRules {
  readonly card: string
  readonly need?: Need | undefined
  readonly answers: Localized
  /** Lines for `createPatternCompiler`. */
  readonly patterns: readonly string[]
  /** As people write in such a danger. */
  readonly phrases: Localized<readonly string[]>
}

/** What counts as an emergency, and what only sounds like one. */
export interface UrgencyRules {
  readonly document: Document
  /** The only numbers that a card may give, without spaces. */
  readonly numbers: readonly string[]
  readonly words: ReadonlyMap<string, readonly string[]>
  readonly cards: readonly CardRules[]
  readonly harmless: {
    readonly patterns: readonly string[]
    /** FAQ entries whose phrasings may well be urgent: nothing is learnt from them. */
    readonly entries: readonly string[]
    readonly phrases: Localized<readonly string[]>
  }
}

const NOTHING = { fr: [], ar: [], ary: [], en: [] }

/**
 * Reads `content/urgency.yaml`. Never throws: a file with a fault gives empty rules, which
 * recognise nothing, and the faults.
 */
export function loadUrgency(
  file: SourceFile,
  read: ReadDocument = readDocument,
): {
  readonly rules: UrgencyRules
  readonly faults: readonly Fault[]
} {
  const document = read(file.path, file.source)
  const result = validate(document, urgencySchema, 'urgency/shape')
  const value = result.value
  if (value === undefined) {
    const harmless = { patterns: [], entries: [], phrases: NOTHING }
    const rules = { document, numbers: [], words: new Map(), cards: [], harmless }
    return { rules, faults: result.faults }
  }
  const words = Object.entries(value.words).map(
    ([name, list]) => [name, toAlternatives(list)] as const,
  )
  return {
    rules: {
      document,
      numbers: value.numbers.map(({ number }) => number.replace(/\s/g, '')),
      words: new Map(words),
      cards: value.cards,
      harmless: value.harmless,
    },
    faults: [],
  }
}

/** `me frappe, me tape` on one or several lines: alternatives, separated by commas. */
function toAlternatives(list: string): readonly string[] {
  return list
    .split(/[,،\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
