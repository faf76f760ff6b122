import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CHANNELS, type ChannelName } from '../../src/core/index.ts'

/** Channels that no contract is run on, each with the reason. */
const WITHOUT: Partial<Readonly<Record<ChannelName, string>>> = {
  email: 'it carries letters to partners and takes nothing in, so there is no conversation to keep',
}

const has = (name: ChannelName, file: string) =>
  existsSync(new URL(`${name}/${file}`, import.meta.url))

describe('the channels', () => {
  for (const name of CHANNELS) {
    const reason = WITHOUT[name]
    const title = reason === undefined ? '' : ` (not here: ${reason})`
    it(`run the contracts of a conversation and of its content on ${name}${title}`, () => {
      const found = ['contract.test.ts', 'content.test.ts'].filter((file) => has(name, file))

      expect(found).toHaveLength(reason === undefined ? 2 : 0)
    })
  }
})
