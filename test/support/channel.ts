import type { Channel } from '../../src/ports/index.ts'

/** A channel that is on and sends as it is told to. */
export function createChannel(how: Pick<Channel, 'send' | 'typing'>): Channel {
  return {
    name: 'telegram',
    limits: {
      textLength: 4096,
      choices: 30,
      choiceLength: 60,
      media: { image: true, document: true, audio: true },
    },
    start: async () => {},
    stop: async () => {},
    state: () => ({ type: 'on' }),
    ...how,
  }
}
