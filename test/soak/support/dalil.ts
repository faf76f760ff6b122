import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'

/** A Dalil in a process of its own. */
export interface DalilProcess {
  readonly url: string
  readonly pid: number
  /** Ends it as the system does: `kill -9`, without a word. */
  kill(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
  /** Sends it a signal, and waits for nothing. */
  signal(signal: NodeJS.Signals): void
  /** Resolves when it has ended, however that came about, with its status or the signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>
  /** What it wrote to its log. */
  log(): string
}

/** Nobody in the crowd is too fast. */
export const UNHURRIED = {
  MESSAGES_PER_MINUTE: '10000',
  MESSAGES_PER_DAY: '1000000',
  LOG_LEVEL: 'warn',
}

/** Those of `npm start`. */
export const START_FLAGS = ['--expose-gc', '--heap-growing-percent=60']

/** Another way to start it than that of `npm start`. */
export interface Surroundings {
  readonly cwd?: string
  /** What runs `src/run.mjs`. */
  readonly command?: readonly [string, ...string[]]
}

/** Starts Dalil as `npm start` does, and resolves when it answers. */
export async function startDalil(
  settings: Readonly<Record<string, string>>,
  { cwd = PROJECT_ROOT, command = [process.execPath, ...START_FLAGS] }: Surroundings = {},
): Promise<DalilProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const [program, ...args] = command
  const child = spawn(program, [...args, join(PROJECT_ROOT, 'src/run.mjs'), 'main.ts'], {
    cwd,
    env: { ...process.env, ...UNHURRIED, ...settings, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log = `${log}${chunk}`.slice(-20_000)
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (status, signal) => resolve(status ?? signal)),
  )
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  await answers(url, child, () => log)
  const pid = child.pid ?? Number.NaN
  return {
    ...{ url, pid, ended, log: () => log },
    ...{ kill: () => end('SIGKILL'), stop: () => end('SIGTERM') },
    signal: (signal) => void child.kill(signal),
  }
}

async function answers(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    await pause(20)
  }
  child.kill('SIGKILL')
  throw new Error(`Dalil did not start: ${log().trim()}`)
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
