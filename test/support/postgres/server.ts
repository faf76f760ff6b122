import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'

/** A PostgreSQL server on this machine, with a data folder of its own. */
export interface PostgresServer {
  /** Leads to the database `postgres`, with the right to make others. */
  readonly url: string
  /** Ends it, in order or as a power cut does. */
  halt(how: 'in order' | 'at once'): Promise<void>
  /** Starts it again on the same data and port. */
  resume(): Promise<void>
  /** Ends it and deletes its data. */
  stop(): Promise<void>
}

/** How a server is run. */
export interface PostgresServerOptions {
  /** Keeps nothing through a power cut, and is faster; for tests that cut none. */
  readonly isCareless?: boolean
  /** How many connections it has for all. */
  readonly connections?: number
}

const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']

/** Starts a server from npm's binaries; `undefined` where npm has none for this platform. */
export async function startPostgres(
  options: PostgresServerOptions = {},
): Promise<PostgresServer | undefined> {
  const user = otherUser()
  const binaries = await findBinaries(user !== undefined)
  if (binaries === undefined) return undefined
  const dir = mkdtempSync(join(tmpdir(), 'dalil-pgdata-'))
  chmodSync(dir, 0o700)
  if (user !== undefined) chownSync(dir, user.uid, user.gid)
  const port = await freePort()
  // Sorted as people do: what relies on the order of bytes has to say so itself.
  const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr', '--locale=C']
  const how = ['--auth=trust', '--username=postgres', '--no-sync', ...locale]
  const made = spawnSync(binaries.initdb, [`--pgdata=${dir}`, ...how], { ...user, cwd: dir })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr ?? made.error}`)
  const most = `max_connections=${options.connections ?? 200}`
  const settings = [most, ...SETTINGS, ...(options.isCareless === true ? CARELESS : [])]
  const flags = ['-D', dir, '-p', String(port), ...settings.flatMap((one) => ['-c', one])]
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  let running: ChildProcess | undefined
  const server: PostgresServer = {
    url,
    async halt(how) {
      const child = running
      running = undefined
      if (child === undefined) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill(how === 'in order' ? 'SIGINT' : 'SIGQUIT')
      await ended
    },
    async resume() {
      const child = spawn(binaries.postgres, flags, { ...user, cwd: dir, stdio: 'ignore' })
      running = child
      // Whatever ends this process ends the server.
      const endWithUs = () => child.kill('SIGINT')
      process.once('exit', endWithUs)
      child.once('exit', () => process.off('exit', endWithUs))
      await answers(url, child)
    },
    async stop() {
      await server.halt('in order')
      rmSync(dir, { recursive: true, force: true })
      await binaries.dispose()
    },
  }
  await server.resume()
  return server
}

/** PostgreSQL refuses to run as root: then it runs as somebody who may do little. */
function otherUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(spawnSync('id', ['-u', name]).stdout)
    const gid = Number(spawnSync('id', ['-g', name]).stdout)
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  return { uid: 65_534, gid: 65_534 }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline && child.exitCode === null) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await pause(20)
    }
  }
  throw new Error('PostgreSQL did not start within half a minute.')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
