import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flowJsonSchema } from '../flow/index.ts'
import { COMMANDS } from './commands.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand } from './run.ts'

/** Where editors find the schema of the flows. */
const FILE = 'flows/flow.schema.json'

await runCommand(COMMANDS.schema, () => {
  const schema = `${JSON.stringify(flowJsonSchema(), null, 2)}\n`
  writeFileSync(join(PROJECT_ROOT, FILE), schema)
  process.stdout.write(`${FILE}: ${schema.length} characters\n`)
  return EXIT.ok
})
