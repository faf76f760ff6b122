// Kills a running Dalil with `kill -9` at random moments while messages stream in, and looks whether
// everything that was acknowledged is there afterwards. Usage: npm run -s test:kill [-- --rounds 10]
import { parseArgs } from 'node:util'
import { killStreams } from './soak/embedded-stream.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    messages: { type: 'string', default: '2000' },
  },
})

const say = (line: string) => void process.stdout.write(`${line}\n`)
const { acknowledged, lost } = await killStreams({
  rounds: Number(values.rounds),
  messages: Number(values.messages),
  say,
})
say(`${acknowledged} acknowledged, ${lost} lost`)
process.exitCode = lost === 0 && acknowledged > 0 ? 0 : 1
