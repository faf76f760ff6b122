/**
 * Everything that is wanted of Dalil's speed, in one table, measured in one run on this machine beside
 * its peers, which are installed once. `npm run -s bench [-- --json]`, some minutes on two cores.
 */
import { PRINTS_JSON } from '../../src/cli/arguments.ts'
import { argumentsOf } from '../support/arguments.ts'
import { BENCHES } from './table/benches.ts'
import { measureAll } from './table/measure.ts'
import { printTable, tableOf } from './table/table.ts'

const { values } = argumentsOf({
  ...{ name: 'bench', usage: ['[--json]', '<name> [--help]'] },
  about: 'Measures all that is wanted of the speed, in one table, or one thing of it alone.',
  options: { json: PRINTS_JSON },
  notes: `Alone: ${BENCHES.join(', ')}.`,
})

const began = performance.now()
const measurements = await measureAll((name) => process.stderr.write(`measuring ${name}…\n`))
const table = tableOf(measurements, Math.round((performance.now() - began) / 1000))
process.stdout.write(values.json ? `${JSON.stringify(table)}\n` : printTable(table))
process.exitCode = table.rows.every(({ verdict }) => verdict === 'reached') ? 0 : 1
