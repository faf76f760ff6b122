import { LOCALES } from '../core/index.ts'
import type { CampaignRecord, Texts } from '../ports/index.ts'
import { isCode } from './code.ts'
import { createCodeReader } from './read-code.ts'
import { tokensOf } from './tokens.ts'

/** A campaign that a message names, and what else the person wrote. */
export interface Arrival {
  readonly campaign: CampaignRecord
  /** Without the code and the greeting that the link put there. */
  readonly text: string
}

/** The campaigns of this moment, as a turn looks into them. */
export interface CampaignBook {
  /** The campaign whose code stands in what a person wrote. */
  read(text: string): Arrival | undefined
  /** The campaign of a link's payload. */
  ofPayload(payload: string): CampaignRecord | undefined
}

/** Opens the book of these campaigns; `texts` says how links greet in each language. */
export function createCampaignBook(
  campaigns: readonly CampaignRecord[],
  texts: Texts,
): CampaignBook {
  if (campaigns.length === 0) return EMPTY_BOOK
  const byCode = new Map(campaigns.map((campaign) => [campaign.code, campaign]))
  const find = createCodeReader({
    isKnown: (code) => byCode.has(code),
    labels: LOCALES.flatMap((locale) => texts.list(locale, 'campaigns:labels')),
    greeting: LOCALES.flatMap((locale) => wordsOf(texts.text(locale, 'campaigns:prefill'))),
  })
  return {
    read(text) {
      const found = find(text)
      const campaign = byCode.get(found?.code ?? '')
      return found === undefined || campaign === undefined
        ? undefined
        : { campaign, text: found.rest }
    },
    ofPayload: (payload) => byCode.get(payload.toUpperCase()),
  }
}

/** The book of those who have no campaign. */
export const EMPTY_BOOK: CampaignBook = { read: () => undefined, ofPayload: () => undefined }

/** The words of a greeting, without the code that it is made for. */
function wordsOf(greeting: string): readonly string[] {
  return tokensOf(greeting)
    .map(({ text }) => text)
    .filter((word) => !isCode(word))
}
