import { nearestName } from '../../core/index.ts'
import type { EntryRule } from './rule.ts'

/** Where an answer comes from, and until when it holds. */
export const withoutSource: EntryRule = {
  rule: 'content/no-source',
  reason: 'Every answer knows where it comes from and when that was said.',
  *find(entry) {
    if (entry.sources.length === 0) {
      yield { path: [], message: 'This answer names no source; add at least one under "sources".' }
    }
    for (const [index, { title, date }] of entry.sources.entries()) {
      if (date.trim() !== '') continue
      const message = `The source "${title}" has no date; give it, or write "n.d.".`
      yield { path: ['sources', index, 'date'], message }
    }
  },
}

/** An answer is read over first, and holds for a time. */
export const wrongDates: EntryRule = {
  rule: 'content/dates',
  reason: 'An answer is read over on one day and holds until a later one.',
  *find(entry) {
    if (entry.expires > entry.reviewed) return
    const message = `This answer expires on ${entry.expires}, which is not after its review on ${entry.reviewed}.`
    yield { path: ['expires'], message }
  },
}

/** Facts that are uncertain are never shown as certain. */
export const uncertainWithoutConfirm: EntryRule = {
  rule: 'content/uncertain',
  reason:
    'What is general knowledge or disputed is shown only with the name of who can confirm it.',
  *find(entry) {
    const uncertain = entry.sources.some(
      ({ confidence }) => confidence === 'G' || confidence === '!',
    )
    if (!uncertain || entry.confirm.length > 0) return
    yield {
      path: ['sources'],
      message: 'A source is marked G or !; name under "confirm" who can confirm it.',
    }
  },
}

/** An expired answer says so to people; the staff should review it first. */
export const expired: EntryRule = {
  rule: 'content/expired',
  reason: 'An answer past its date is still given, with a warning, until somebody reviews it.',
  *find(entry, { today }) {
    if (entry.expires >= today) return
    const message = `This answer expired on ${entry.expires}; check its facts and set a new date.`
    yield { path: ['expires'], message, severity: 'warning' }
  },
}

/** Names of other things must exist. */
export const missingReference: EntryRule = {
  rule: 'content/missing-reference',
  reason: 'A partner, entry or flow that is named must exist, or a person is led nowhere.',
  *find(entry, world) {
    const { partners, entries, flows, unread } = world
    const named = [
      { key: 'partners', names: entry.partners, known: partners, left: unread?.partners },
      { key: 'confirm', names: entry.confirm, known: partners, left: unread?.partners },
      { key: 'related', names: entry.related, known: entries, left: unread?.entries },
    ]
    for (const { key, names, known, left } of named) {
      for (const [index, name] of names.entries()) {
        if (known.has(name) || left?.has(name)) continue
        const suggestion = nearestName(name, known.keys())
        yield {
          path: [key, index],
          message: `There is no "${name}" to name here; correct the name, or remove it.`,
          suggestion,
        }
      }
    }
    if (entry.flow !== undefined && !flows.has(entry.flow) && !unread?.flows.has(entry.flow)) {
      const suggestion = nearestName(entry.flow, flows)
      yield {
        path: ['flow'],
        message: `There is no flow "${entry.flow}"; correct the name, or write the flow.`,
        suggestion,
      }
    }
  },
}

/** Nobody is sent to an organisation that has closed. */
export const closedPartner: EntryRule = {
  rule: 'content/closed-partner',
  reason: 'Nobody is sent to a partner that has closed.',
  *find(entry, world) {
    for (const key of ['partners', 'confirm'] as const) {
      for (const [index, name] of entry[key].entries()) {
        if (world.partners.get(name)?.status !== 'closed') continue
        yield { path: [key, index], message: `"${name}" has closed; name the one that took over.` }
      }
    }
  },
}
