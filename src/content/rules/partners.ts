import { type Fault, NEEDS, nearestName } from '../../core/index.ts'
import type { Directory } from '../../partners/index.ts'

/**
 * References among partners, towns, needs and audiences that lead nowhere. Partners that are
 * `unread` are there, and nobody knows whom they help.
 */
export function checkPartners(
  directory: Directory,
  unread: ReadonlySet<string> = new Set(),
): readonly Fault[] {
  const faults: Fault[] = []
  const add = (
    partner: string,
    rule: string,
    message: string,
    suggestion?: string,
    severity: Fault['severity'] = 'error',
  ) => {
    const base = {
      rule,
      severity,
      file: `content/partners/${partner}.yaml`,
      line: 1,
      column: 1,
      message,
    }
    faults.push(suggestion === undefined ? base : { ...base, suggestion })
  }
  for (const partner of directory.partners.values()) {
    for (const city of partner.place.cities) {
      if (directory.towns.get(city) !== undefined) continue
      const near = nearestName(
        city,
        directory.towns.all.map((town) => town.id),
      )
      add(
        partner.partner,
        'partners/unknown-town',
        `There is no town "${city}" in content/towns.yaml.`,
        near,
      )
    }
    for (const audience of partner.serves) {
      if (directory.audiences.has(audience)) continue
      const near = nearestName(audience, directory.audiences.keys())
      add(
        partner.partner,
        'partners/unknown-audience',
        `There is no audience "${audience}" in content/audiences.yaml.`,
        near,
      )
    }
    for (const { value, source } of partner.contacts) {
      if (source.date.trim() !== '') continue
      const message = `The contact "${value}" has no date; give it, or write "n.d.".`
      add(partner.partner, 'partners/no-date', message)
    }
    if (partner.status === 'closed' && partner.ledOnTo.length === 0) {
      const message = 'This partner has closed; name under "ledOnTo" who helps in its place.'
      add(partner.partner, 'partners/leads-nowhere', message)
    }
    for (const next of partner.ledOnTo) {
      const target = directory.partners.get(next)
      if (unread.has(next)) continue
      if (target === undefined)
        add(
          partner.partner,
          'partners/unknown-partner',
          `There is no partner "${next}" to lead on to.`,
        )
      else if (target.status === 'closed') {
        add(
          partner.partner,
          'partners/closed-partner',
          `"${next}" has closed too; nobody can be led on to it.`,
        )
      }
    }
  }
  for (const need of NEEDS) {
    const helpers = [...directory.partners.values()].filter(({ needs }) => needs.includes(need))
    const helped = helpers.some(({ status }) => status === 'open')
    if (!helped && helpers.some(({ status }) => status === 'paused')) {
      const message = `Every partner that meets the need "${need}" is full.`
      add('', 'partners/all-full', message, undefined, 'warning')
    } else if (!helped && unread.size === 0) {
      add('', 'partners/nobody-helps', `No open partner meets the need "${need}".`)
    }
    if (!directory.needs.has(need))
      add('', 'partners/need-without-name', `The need "${need}" has no name in content/needs.yaml.`)
  }
  return faults
}
