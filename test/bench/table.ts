/**
 * Everything that is wanted of Dalil's speed, in one table, measured in one run on this machine beside
 * its peers, which are installed once. `npm run -s bench [-- --json]`, some minutes on two cores.
 */
import { parseArgs } from 'node:util'
import { measureAll } from './table/measure.ts'
import { printTable, tableOf } from './table/table.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })

const began = performance.now()
const measurements = await measureAll((name) => process.stderr.write(`measuring ${name}…\n`))
const table = tableOf(measurements, Math.round((performance.now() - began) / 1000))
process.stdout.write(values.json ? `${JSON.stringify(table)}\n` : printTable(table))
process.exitCode = table.rows.every(({ verdict }) => verdict === 'reached') ? 0 : 1
