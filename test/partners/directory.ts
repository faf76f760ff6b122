import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readTree } from '../../src/documents/index.ts'
import { loadDirectory } from '../../src/partners/index.ts'

/** The directory as it is shipped, with what was wrong in its files. */
export function shippedDirectory() {
  const file = (path: string) => ({ path, source: readFileSync(join(PROJECT_ROOT, path), 'utf8') })
  return loadDirectory({
    partners: readTree(PROJECT_ROOT, 'content/partners'),
    towns: file('content/towns.yaml'),
    needs: file('content/needs.yaml'),
    audiences: file('content/audiences.yaml'),
  })
}
