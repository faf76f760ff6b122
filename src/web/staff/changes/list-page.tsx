import type { TurnServices } from '../../../conversation/index.ts'
import type { OverrideRecord } from '../../../ports/index.ts'
import { Layout } from '../layout.tsx'
import { type PageContext, say } from '../page.ts'
import { type Ended, EndedNotice } from '../questions/outcome.tsx'
import { ShortcutHelp } from '../questions/shortcuts.tsx'
import { changeHistory, changeTitle } from './words.ts'

/** The changes of the content, by where they stand. */
export interface ChangeLists {
  /** Not in use yet. */
  readonly open: readonly OverrideRecord[]
  readonly published: readonly OverrideRecord[]
  readonly withdrawn: readonly OverrideRecord[]
}

interface ListProps {
  readonly page: PageContext
  readonly services: TurnServices
  /** Names of staff accounts by id. */
  readonly names: ReadonlyMap<string, string>
}

/** What the staff changed in the content, on top of the files. */
export function ChangesPage(
  props: ListProps & { readonly lists: ChangeLists; readonly ended: Ended | undefined },
) {
  const { page, lists, ended } = props
  const isEmpty = Object.values(lists).every((list) => list.length === 0)
  return (
    <Layout page={page} title={say(page, 'changes:title')} aside={<ShortcutHelp page={page} />}>
      <EndedNotice page={page} ended={ended} />
      <p class="hint">{say(page, 'changes:hint')}</p>
      {isEmpty ? <p class="empty">{say(page, 'changes:none')}</p> : null}
      <Changes {...props} title={say(page, 'changes:list.open')} changes={lists.open} />
      <Changes {...props} title={say(page, 'changes:list.published')} changes={lists.published} />
      <Changes {...props} title={say(page, 'changes:list.withdrawn')} changes={lists.withdrawn} />
    </Layout>
  )
}

function Changes(
  props: ListProps & { readonly title: string; readonly changes: readonly OverrideRecord[] },
) {
  const { page, services, names, title, changes } = props
  if (changes.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ol class="plain groups">
        {changes.map((record) => (
          <li>
            <article class="card group" id={`c-${record.id}`}>
              <a class="open" href={`/staff/changes/${encodeURIComponent(record.id)}`} data-item>
                <span class="clamp" dir="auto">
                  {changeTitle(services, page, record.change)}
                </span>
              </a>
              <p class="meta">
                <span class="tag first">{say(page, `changes:state.${record.state}`)}</span>
                {changeHistory(page, record, names).join(' · ')}
              </p>
            </article>
          </li>
        ))}
      </ol>
    </section>
  )
}
