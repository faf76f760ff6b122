import { PassThrough } from 'node:stream'
import { createConsoleChannel } from '../../../src/channels/console/index.ts'
import { systemClock } from '../../../src/ports/index.ts'
import { channelContract, type Platform } from '../contract.ts'

channelContract('console', createPlatform, {
  own: 'what we print is not typed',
  repeated: 'a terminal brings nothing twice',
  together: 'one person sits at a terminal; the order is tested',
  unkept: 'a terminal brings nothing twice; the person is told to write again',
  meanwhile: 'a terminal that is closed takes nothing',
  moment: 'printing does not fail for a moment',
  forGood: 'a terminal prints whatever it is given',
  gone: 'nobody blocks a terminal',
  choice: 'there is nothing to tap; numbers are typed',
})

function createPlatform(): Platform {
  let input = new PassThrough()
  let count = 0
  const printed: string[] = []
  return {
    createChannel() {
      input = new PassThrough()
      const output = new PassThrough()
      output.on('data', (chunk) => printed.push(String(chunk).trim()))
      return createConsoleChannel({
        input,
        output,
        clock: systemClock,
        newId: () => String(count++),
        onEnd() {},
      })
    },
    says: (_person, text) => void input.write(`${text}\n`),
    shown: () => printed,
    repeat() {},
    retry() {},
    bringOwn() {},
    taps() {},
    interrupt() {},
    resume() {},
    refuseNext() {},
    block() {},
    unblock() {},
    async close() {},
  }
}
