import { writeFileSync } from 'node:fs'
import { findChromium } from '../channels/find-chromium.ts'
import { formatFault, nearestName } from '../core/index.ts'
import { readTree } from '../documents/index.ts'
import { loadFlows, mermaid, svg } from '../flow/index.ts'
import { COMMANDS } from './commands.ts'
import { PROJECT_ROOT } from './paths.ts'
import { writePng } from './picture.ts'
import { EXIT, noSuchCommand, runCommand, UsageError } from './run.ts'

await runCommand(COMMANDS.flow, async ({ values, positionals }) => {
  const [command, id, ...rest] = positionals
  const { flows, faults } = loadFlows(readTree(PROJECT_ROOT, 'flows'))
  for (const fault of faults) process.stderr.write(`${formatFault(fault)}\n`)
  if (command === 'list' && id === undefined) {
    for (const flow of flows.values()) {
      process.stdout.write(`${flow.flow} v${flow.version}: ${flow.nodes.size} nodes\n`)
    }
    return faults.length === 0 ? EXIT.ok : EXIT.finding
  }
  if (command !== 'graph' && command !== 'list') throw noSuchCommand(COMMANDS.flow, command)
  if (command === 'list' || id === undefined || rest.length > 0) throw new UsageError()
  const flow = flows.get(id)
  if (flow === undefined) {
    const near = nearestName(id, flows.keys())
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`
    process.stderr.write(`There is no sound flow "${id}" in flows/.${hint}\n`)
    return EXIT.finding
  }
  process.stdout.write(mermaid(flow))
  if (values.svg !== undefined) {
    writeFileSync(values.svg, svg(flow))
    process.stderr.write(`Wrote ${values.svg}.\n`)
  }
  if (values.png !== undefined) {
    const chromium = findChromium(process.env)
    if (chromium === undefined) {
      process.stderr.write(
        `${values.png} was not written: no Chromium found. Install one, set CHROMIUM_PATH, or use --svg.\n`,
      )
      return EXIT.finding
    }
    await writePng({ svg: svg(flow), file: values.png, chromium })
    process.stderr.write(`Wrote ${values.png}.\n`)
  }
  return EXIT.ok
})
