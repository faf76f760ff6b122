import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A package that Dalil is measured beside; `test/bench/<peer>` has its `package.json`. */
export type Peer = 'better-sqlite3' | 'botbuilder' | 'node-nlp'

/** Peers that are compiled on this machine, which takes a minute or two. */
const COMPILED: readonly Peer[] = ['better-sqlite3']

/**
 * Installs a peer where it is not yet, from its lock file, without running what it would run.
 *
 * @throws Error with what npm said.
 */
export function installPeer(peer: Peer): void {
  const dir = fileURLToPath(new URL(`../${peer}`, import.meta.url))
  const done = `${dir}/node_modules/.installed`
  if (existsSync(done)) return
  process.stderr.write(`Installing ${peer}, once…\n`)
  npm(dir, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  if (COMPILED.includes(peer)) npm(dir, ['rebuild', peer, '--build-from-source'])
  writeFileSync(done, '')
}

function npm(dir: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync('npm', args, {
    cwd: dir,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status === 0) return
  throw new Error(`npm ${args.join(' ')} in ${dir} failed:\n${stderr}`)
}
