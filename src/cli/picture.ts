import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { DalilError } from '../errors.ts'

/** A drawing takes a second; a browser that hangs is given up. */
const TIMEOUT_MS = 60_000

/** What writing a picture needs. */
export interface PngOptions {
  readonly svg: string
  /** Where the PNG goes. */
  readonly file: string
  /** The program that draws. */
  readonly chromium: string
}

/**
 * Draws an SVG as a PNG of the same size, twice as fine.
 *
 * @throws DalilError `cli:not_drawn` when the browser could not do it.
 */
export async function writePng({ svg, file, chromium }: PngOptions): Promise<void> {
  const [, width = '800', height = '600'] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? []
  const dir = mkdtempSync(join(tmpdir(), 'dalil-picture-'))
  try {
    const page = join(dir, 'picture.html')
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><body style="margin:0">${svg}`)
    await promisify(execFile)(
      chromium,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--hide-scrollbars',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--force-device-scale-factor=2',
        `--user-data-dir=${join(dir, 'profile')}`,
        `--window-size=${width},${height}`,
        `--screenshot=${resolve(file)}`,
        pathToFileURL(page).href,
      ],
      { timeout: TIMEOUT_MS },
    )
  } catch (cause) {
    const message = `${chromium} could not draw ${file}; write it as SVG with --svg instead.`
    throw new DalilError('cli:not_drawn', message, { cause })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
