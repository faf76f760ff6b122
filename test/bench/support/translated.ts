import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../../src/cli/paths.ts'
import { translate } from '../../../src/translate.mjs'
import { START_FLAGS } from '../../soak/support/dalil.ts'
import { BENCHES } from '../table/benches.ts'

const FOLDER = join(PROJECT_ROOT, 'test', 'bench')
const CACHE = join(PROJECT_ROOT, 'node_modules', '.cache')

/** What measures a peer alone runs as the peer itself does, without our flags. */
const PEERS = ['dialogs', 'answers']

/**
 * Translates all benches, as `npm start` does with Dalil: what tests load file by file is slower
 * than what answers people. Resolves with the folder, to be deleted by the caller.
 */
export async function translateBenches(): Promise<string> {
  mkdirSync(CACHE, { recursive: true })
  const to = mkdtempSync(join(CACHE, 'dalil-bench-'))
  const files = [...BENCHES, 'table'].map((name) => join(FOLDER, `${name}.ts`))
  await translate(files, { from: FOLDER, to })
  return to
}

/** What Node.js is called with for a bench of that folder. */
export function flagsOf(folder: string, name: string): readonly string[] {
  return [...(PEERS.includes(name) ? [] : START_FLAGS), join(folder, `${name}.mjs`)]
}
