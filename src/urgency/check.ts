import { type Fault, LOCALES, type Need } from '../core/index.ts'
import type { Path } from '../documents/index.ts'
import { createPatternCompiler } from './pattern.ts'
import type { UrgencyRules } from './rules.ts'

/** What the check needs to know of the partners. */
export interface UrgencyPartners {
  readonly partners: ReadonlyMap<
    string,
    { readonly status: string; readonly needs: readonly Need[] }
  >
}

/** Longest card, in characters: it is read at a glance. */
const MAX_CARD_LENGTH = 450

/** Everything wrong in the urgency rules that the shape of the file does not show. */
export function checkUrgency(rules: UrgencyRules, directory: UrgencyPartners): readonly Fault[] {
  const faults: Fault[] = []
  const add = (rule: string, path: Path, message: string) => {
    const place = rules.document.locate(path)
    faults.push({ rule, severity: 'error', file: rules.document.file, ...place, message })
  }
  const compiler = createPatternCompiler(rules.words)
  const seen = new Set<string>()
  for (const [at, card] of rules.cards.entries()) {
    const path = ['cards', at]
    if (seen.has(card.card)) {
      add('urgency/card-twice', [...path, 'card'], `There are two cards "${card.card}".`)
    }
    seen.add(card.card)
    const open = [...directory.partners.values()].some(
      ({ status, needs }) => status === 'open' && needs.some((need) => need === card.need),
    )
    if (card.need !== undefined && !open) {
      const message = `No open partner meets the need "${card.need}" of card "${card.card}".`
      add('urgency/no-partner', [...path, 'need'], message)
    }
    for (const [index, line] of card.patterns.entries()) {
      checkPattern(line, [...path, 'patterns', index])
    }
    for (const locale of LOCALES) {
      checkAnswer(card.answers.fr, card.answers[locale], [...path, 'answers', locale])
      if (card.phrases[locale].length > 0) continue
      const message = `Card "${card.card}" has no phrases in "${locale}".`
      add('urgency/no-phrases', [...path, 'phrases'], message)
    }
  }
  for (const [index, line] of rules.harmless.patterns.entries()) {
    checkPattern(line, ['harmless', 'patterns', index])
  }
  return faults

  function checkPattern(line: string, path: Path): void {
    try {
      compiler.compile(line)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      add(
        'urgency/unknown-words',
        path,
        `${error.message} Known: ${[...rules.words.keys()].join(', ')}.`,
      )
    }
  }

  function checkAnswer(french: string, answer: string, path: Path): void {
    if (answer.trim().length > MAX_CARD_LENGTH) {
      const length = answer.trim().length
      const message = `The card has ${length} characters; at most ${MAX_CARD_LENGTH}.`
      add('urgency/card-too-long', path, message)
    }
    const found = numbersOf(answer)
    for (const number of found.filter((one) => !rules.numbers.includes(one))) {
      add(
        'urgency/unknown-number',
        path,
        `${number} is not among "numbers" at the top of the file.`,
      )
    }
    if (found.join() !== numbersOf(french).join()) {
      const message = `The numbers differ from those of "fr": ${found.join(', ') || 'none'} here, ${numbersOf(french).join(', ') || 'none'} there.`
      add('urgency/figures-differ', path, message)
    }
  }
}

/** Telephone numbers and figures, without spaces, sorted. */
function numbersOf(answer: string): readonly string[] {
  const found = answer.match(/[\d٠-٩]+(?:[ \u00a0][\d٠-٩]+)*/gu) ?? []
  return [...new Set(found.map((one) => one.replace(/\s/g, '')))].sort()
}
