import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CHANNEL_LIMITS } from '../../channels/limits.ts'
import { checkProject, readProject, settledChanges, writeCurrent } from '../../content/index.ts'
import { dayOf, formatFault } from '../../core/index.ts'
import { createIds } from '../../ids.ts'
import type { Clock, Store } from '../../ports/index.ts'
import { writeWhole } from './write-whole.ts'

/** What the commands on the content work with. */
interface ContentCommand {
  /** The folder of the project. */
  readonly root: string
  readonly store: Store
  readonly say: (line: string) => void
}

/**
 * Writes what the staff published as files, in the style of those that are there. Resolves with
 * whether the content has no mistake then; with one, nothing is written.
 */
export async function exportContent(
  options: ContentCommand & { readonly to?: string | undefined },
): Promise<boolean> {
  const { root, to, store, say } = options
  const overlay = (await store.overrides.listPublished()).map(({ change }) => change)
  const limits = Object.values(CHANNEL_LIMITS)
  const project = readProject(root, undefined, overlay)
  const faults = checkProject(project, { today: dayOf(Date.now()), limits })
  const errors = faults.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    for (const fault of errors) say(formatFault(fault))
    say('Nothing was written: with what was published the content has these mistakes.')
    return false
  }
  const { written, moved } = writeCurrent(root, overlay)
  const target = to ?? root
  if (to !== undefined) cpSync(join(root, 'content'), join(to, 'content'), { recursive: true })
  for (const { path, source } of written) {
    writeWhole(join(target, path), source)
    say(path)
  }
  for (const path of moved) {
    rmSync(join(target, path))
    say(`${path} removed`)
  }
  say(`${written.length} files written`)
  return true
}

/** The audit log says that it was done here. */
const BY = 'terminal'

/** Takes the published changes out of use that the files hold by now. */
export async function settleContent(
  options: ContentCommand & { readonly clock: Clock },
): Promise<boolean> {
  const { root, store, clock, say } = options
  const newId = createIds(clock)
  const published = await store.overrides.listPublished()
  const settled = settledChanges(root, published)
  for (const record of settled) {
    const { change, revision } = record
    const now = clock.now()
    await store.transaction(
      async (kept) => {
        await kept.overrides.put({
          ...{ ...record, state: 'withdrawn', updatedAt: now, revision: revision + 1 },
        })
        await kept.audit.add({
          ...{ id: newId(), at: now, by: BY, action: 'change-withdrawn', target: change.target },
        })
      },
      { alone: 'overrides' },
    )
    say(`${change.kind} ${change.target}`)
  }
  say(`${settled.length} settled, ${published.length - settled.length} still on top of the files`)
  return true
}
