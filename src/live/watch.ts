import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'

/** The folders that people write in. */
const FOLDERS = ['content', 'flows'] as const

/** Editors write a file in several steps; this long after the last one, it counts as written. */
const SETTLED_MS = 200

/** How often the files are looked at in case that no change was announced, in ms. */
const POLL_MS = 5000

/** Looks after the folders of a project. */
export interface Watch {
  stop(): void
}

/**
 * Calls back soon after something in `content/` or `flows/` changed. The system announces changes
 * at once where it can; network folders and containers often do not, and a look at the times of the
 * files finds what was missed.
 */
export function watchProject(root: string, onChange: () => void): Watch {
  let seen = timesOf(root)
  let settling: NodeJS.Timeout | undefined
  const look = () => {
    const now = timesOf(root)
    if (now === seen) return
    seen = now
    onChange()
  }
  const announce = () => {
    clearTimeout(settling)
    settling = setTimeout(look, SETTLED_MS).unref()
  }
  const watchers = FOLDERS.flatMap((folder) => watchFolder(join(root, folder), announce))
  const poll = setInterval(look, POLL_MS).unref()
  return {
    stop() {
      clearInterval(poll)
      clearTimeout(settling)
      for (const watcher of watchers) watcher.close()
    },
  }
}

function watchFolder(folder: string, onChange: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, onChange)
    // A folder that can no longer be watched is still looked at now and then.
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}

/** One text that differs when a file was written, added or removed. */
function timesOf(root: string): string {
  return FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => {
          const stat = statSync(join(root, folder, name), { throwIfNoEntry: false })
          return `${folder}/${name} ${stat?.mtimeMs} ${stat?.size}`
        })
    } catch {
      return [folder]
    }
  }).join('\n')
}
