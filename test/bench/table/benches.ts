import { readdirSync } from 'node:fs'

/** What can be measured alone: each has a file of its name. */
export const BENCHES: readonly string[] = readdirSync(new URL('..', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'table.ts'].includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
