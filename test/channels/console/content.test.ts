import { PassThrough } from 'node:stream'
import { createConsoleChannel } from '../../../src/channels/console/index.ts'
import { systemClock } from '../../../src/ports/index.ts'
import { type ContentPlatform, contentContract } from '../content-contract.ts'

const TYPED = 'nothing but lines is typed at a terminal'
const PRINTED = 'a terminal prints its caption or name'

contentContract('console', createPlatform, {
  'in:payload': TYPED,
  'in:choice': TYPED,
  'in:location': TYPED,
  'in:voice': TYPED,
  'in:image': TYPED,
  'in:document': TYPED,
  'in:sticker': TYPED,
  'in:contact': TYPED,
  'in:edited': TYPED,
  'in:deleted': TYPED,
  'out:long': 'a terminal scrolls; a long text stays whole',
  'out:location': 'a terminal prints the name and the coordinates',
  'out:image': PRINTED,
  'out:document': PRINTED,
  'out:audio': 'a terminal makes no sound; the text is all there',
  'out:typing': 'a terminal answers at once',
})

function createPlatform(): ContentPlatform {
  const input = new PassThrough()
  const output = new PassThrough()
  const printed: string[] = []
  let count = 0
  output.on('data', (chunk) => printed.push(String(chunk).trim()))
  return {
    channel: createConsoleChannel({
      input,
      output,
      clock: systemClock,
      newId: () => String(count++),
      onEnd() {},
    }),
    sends: (_kind, words) => void input.write(`${words}\n`),
    got: () => printed.map((text) => ({ as: 'text', text })),
    async close() {},
  }
}
