import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { DalilError, flawOf } from '../errors.ts'
import type { Logger } from '../ports/index.ts'

/** Flags of Node that write what is in memory, or what was thrown, and that no program can undo. */
const TELLTALES = [
  /^--heapsnapshot-(?:near-heap-limit|signal)\b/u,
  /^--abort-on-uncaught-exception$/u,
  /^--unhandled-rejections=warn\b/u,
]

/**
 * Keeps what people wrote in memory, and only there, when the process dies: no core and no
 * diagnostic report is written. Programs that it starts inherit this.
 *
 * @see https://man7.org/linux/man-pages/man5/core.5.html
 */
export function keepMemoryOffDisk(): void {
  if (process.platform === 'linux') forbidCores()
  const { report } = process
  report.reportOnFatalError = false
  report.reportOnSignal = false
  report.reportOnUncaughtException = false
}

function forbidCores(): void {
  // One byte is too little for a file, and the one limit that also keeps the system from handing
  // the core to a program; 0 does not.
  spawnSync('prlimit', [`--pid=${process.pid}`, '--core=1:1'], { stdio: 'ignore' })
  try {
    // Where there is no prlimit: a core then holds registers, and no page of memory.
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // No /proc: cores are for the system to forbid.
  }
}

/**
 * @throws DalilError `start:telltale_flag` when Node was started with a flag that puts memory on the
 * disk, whatever a program does.
 */
export function refuseTelltales(flags: readonly string[]): void {
  const found = flags
    .map((flag) => flag.replaceAll('_', '-'))
    .find((flag) => TELLTALES.some((telltale) => telltale.test(flag)))
  if (found === undefined) return
  throw new DalilError(
    'start:telltale_flag',
    `Dalil does not start with Node's flag ${found}: it writes what people said to the disk or to ` +
      'the log. Take it out of the command and of NODE_OPTIONS.',
  )
}

/**
 * Logs what nobody caught, without the words in it. A promise that nobody waited for is let go; after
 * an exception the process ends with status 1, since nobody knows what was left half done, and
 * whoever supervises it starts it again on what it had kept.
 */
export function watchCrashes(logger: Logger): void {
  process.on('unhandledRejection', (error) => {
    logger.error('something was not handled', { ...flawOf(error) })
  })
  process.on('uncaughtException', (error) => {
    logger.error('it broke, and ends', { ...flawOf(error) })
    process.exit(1)
  })
}
