import type { Note } from '../../../content/index.ts'
import { faultWords } from '../changes/faults.tsx'
import { partName } from '../changes/parts.tsx'
import { type PageContext, say } from '../page.ts'

/** A text of `content-pages.yaml`. */
export function sayContent(
  page: PageContext,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return say(page, `content-pages:${key}`, values)
}

/** What a check found, in the language of the page: where, what, and how far it is off. */
export function noteWords(page: PageContext, note: Note): string {
  const words = faultWords(page, note)
  const measure =
    note.measure === undefined
      ? ''
      : ` ${sayContent(page, 'look.measure', { found: note.measure[0], limit: note.measure[1] })}`
  const said = `${words}${measure}`
  if (note.path.length === 0) return said
  return sayContent(page, 'look.note', { where: partName(page, note.path.map(String)), said })
}
