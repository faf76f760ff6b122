// Kills a running Dalil with `kill -9` at random moments while messages stream in, and looks whether
// everything that was acknowledged is there afterwards. Usage: npm run -s test:kill [-- --rounds 10]
import { killStreams } from './soak/embedded-stream.ts'
import { amount, argumentsOf } from './support/arguments.ts'

const { number } = argumentsOf({
  ...{ name: 'test:kill', usage: ['[--rounds <n>] [--messages <n>]'] },
  about: 'Kills a running Dalil at random moments, and looks for everything that was acknowledged.',
  options: {
    rounds: amount('10', 'how often it is killed'),
    messages: amount('2000', 'messages of each round'),
  },
})

const say = (line: string) => void process.stdout.write(`${line}\n`)
const { acknowledged, lost } = await killStreams({
  rounds: number('rounds'),
  messages: number('messages'),
  say,
})
say(`${acknowledged} acknowledged, ${lost} lost`)
process.exitCode = lost === 0 && acknowledged > 0 ? 0 : 1
