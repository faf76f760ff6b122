import { dayOf, LOCALES } from '../../core/index.ts'
import type { ContentChange } from '../../ports/index.ts'
import { REDACTED_KINDS } from '../../privacy/index.ts'
import { say } from './page.ts'
import { showGroup } from './question-routes.tsx'
import { entryIn, toEntryId } from './questions/entry-form.ts'
import { firstOf, MAX_PHRASING_LENGTH, phrasingsIn, readForm, toTyped } from './questions/form.ts'
import type { Panel } from './questions/group-page.tsx'
import type { StaffContext, Workspace } from './workspace.ts'

/**
 * From questions that wait to a change of the content: their words as phrasings of an answer that
 * exists, or a new answer. Either is a draft, whose page says what it would change.
 */
export function draftRoutes(work: Workspace): void {
  const { on, pageOf, publishing, services, store } = work
  const idIn = (c: StaffContext) => c.req.param('id') ?? ''

  on('POST /groups/:id/phrasing', async (c) => {
    const form = await readForm(c)
    const target = firstOf(form, 'entry')
    const phrasings = phrasingsIn(form)
    const texts = Object.values(phrasings).flat()
    if (!services().knowledge.entries.has(target)) return again(c, 'phrasing', 'no-entry')
    if (texts.length === 0) return again(c, 'phrasing', 'no-phrasing')
    const problem = problemOf(texts)
    if (problem !== undefined) return again(c, 'phrasing', problem)
    return draft(c, { type: 'phrasings', kind: 'entry', target, phrasings, from: idIn(c) })
  })

  on('POST /groups/:id/entry', async (c) => {
    const read = entryIn(await readForm(c), services().knowledge, dayOf(work.clock.now()))
    if (read.type === 'faulty') return again(c, 'entry', read.problem)
    const problem = problemOf(read.entry.phrasings)
    if (problem !== undefined) return again(c, 'entry', problem)
    const target = await freeId(read.entry.title)
    return draft(c, {
      type: 'whole',
      kind: 'entry',
      target,
      source: read.write(target),
      from: idIn(c),
    })
  })

  async function draft(c: StaffContext, change: ContentChange) {
    const { id } = await publishing.draft(change, c.get('signedIn').staff)
    return c.redirect(`/staff/changes/${encodeURIComponent(id)}`, 303)
  }

  /** The group again, with all that was typed and what was wrong. */
  async function again(c: StaffContext, panel: Panel, key: string) {
    const fields = toTyped(await readForm(c))
    const problem = say(pageOf(c, '/staff'), `desk:problem.${key}`)
    return showGroup(work, c, idIn(c), { panel, problem, fields })
  }

  /** What redaction left in place of something personal is nothing that people say. */
  function problemOf(phrasings: readonly string[]): string | undefined {
    if (phrasings.some((text) => text.length > MAX_PHRASING_LENGTH)) return 'too-long'
    const { texts } = services().knowledge
    const marks = LOCALES.flatMap((locale) =>
      REDACTED_KINDS.map((kind) => texts.text(locale, `redacted.${kind}`)),
    )
    return phrasings.some((text) => marks.some((mark) => text.includes(mark)))
      ? 'redacted'
      : undefined
  }

  /** A name for an entry that neither the content nor another draft has. */
  async function freeId(title: string): Promise<string> {
    const wanted = toEntryId(title)
    for (let number = 1; ; number += 1) {
      const target = number === 1 ? wanted : `${wanted}-${number}`
      const others = await store.overrides.list({ of: { kind: 'entry', target }, limit: 1 })
      if (others.length === 0 && !services().knowledge.entries.has(target)) return target
    }
  }
}
