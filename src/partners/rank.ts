import type { Partner } from '../core/index.ts'
import type { Directory } from './load.ts'
import { FAR_KM } from './nearness.ts'
import { placeOf } from './place.ts'
import type { PartnerQuery, RankedPartner } from './query.ts'
import { weigh } from './weigh.ts'

/**
 * The partners that fit, best first: those that meet the need, and those that the answer names
 * though they do other things. A closed one is never among them. Ties fall to the nearer one, then
 * to the alphabet, so that two runs agree.
 */
export function rankPartners(directory: Directory, query: PartnerQuery): readonly RankedPartner[] {
  const place = placeOf(directory, query)
  const ranked = servingPartners(directory, query)
    .filter((partner) => partner.status !== 'closed')
    .map((partner) => weigh(directory, query, place, partner))
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.distanceKm ?? FAR_KM) - (b.distanceKm ?? FAR_KM) ||
        (a.partner.partner < b.partner.partner ? -1 : 1),
    )
  const town = place?.town?.id
  return town === undefined ? ranked : sayNearest(ranked, town)
}

/** Only of the one that is nearest of all is it said so; of the others, how far they are. */
function sayNearest(ranked: readonly RankedPartner[], town: string): readonly RankedPartner[] {
  const least = Math.min(...ranked.map((one) => one.distanceKm ?? Number.POSITIVE_INFINITY))
  return ranked.map((one) => {
    const reasons = one.reasons.map((reason) =>
      reason.type === 'away' && reason.km === least
        ? ({ type: 'nearest', town, km: reason.km } as const)
        : reason,
    )
    return { ...one, reasons }
  })
}

/** Those that meet the need, and those that are preferred for other reasons. */
function servingPartners(
  { partners }: Directory,
  { need, prefer = [] }: PartnerQuery,
): readonly Partner[] {
  const byNeed = byNeeds.get(partners) ?? groupByNeed(partners)
  const serving = byNeed.get(need) ?? []
  const others = prefer.flatMap((id) => partners.get(id) ?? [])
  return [...serving, ...new Set(others.filter((partner) => !partner.needs.includes(need)))]
}

/** A directory does not change; one that was edited is another one. */
const byNeeds = new WeakMap<Directory['partners'], ReadonlyMap<string, readonly Partner[]>>()

function groupByNeed(partners: Directory['partners']): ReadonlyMap<string, readonly Partner[]> {
  const byNeed = new Map<string, Partner[]>()
  for (const partner of partners.values()) {
    for (const need of new Set(partner.needs)) {
      const already = byNeed.get(need)
      if (already === undefined) byNeed.set(need, [partner])
      else already.push(partner)
    }
  }
  byNeeds.set(partners, byNeed)
  return byNeed
}
