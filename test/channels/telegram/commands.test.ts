import { describe, expect, it } from 'vitest'
import { commandsIn, MENU_COMMANDS } from '../../../src/channels/telegram/index.ts'
import { LOCALES } from '../../../src/core/index.ts'
import { until } from '../support/until.ts'
import { createBench, realTexts } from './support.ts'

describe('the menu of commands', () => {
  it.each(LOCALES)('has names and texts that Telegram takes in %s', (locale) => {
    for (const { command, description } of commandsIn(realTexts, locale)) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/u)
      expect(description.length).toBeGreaterThan(2)
      expect(description.length).toBeLessThanOrEqual(256)
    }
  })

  it.each(LOCALES)('has names that the conversation understands in %s', (locale) => {
    const named = commandsIn(realTexts, locale).map(({ command }) => command)
    const words = (key: string) => LOCALES.flatMap((one) => realTexts.list(one, `words:${key}`))

    for (const [index, key] of MENU_COMMANDS.entries()) {
      if (key !== 'start') expect(words(key)).toContain(named[index])
    }
  })

  it('is set in each language of the app, in private chats only', async () => {
    const bench = await createBench({ defaultLocale: 'ary' })
    await bench.start()
    await until(() => bench.api.callsOf('setMyCommands').length === 4)
    await bench.close()
    const calls = bench.api.callsOf('setMyCommands').map(({ payload }) => payload)

    expect(calls.map(({ language_code: code }) => code)).toEqual([undefined, 'fr', 'ar', 'en'])
    expect(calls[0]).toEqual({
      commands: commandsIn(realTexts, 'ary'),
      scope: { type: 'all_private_chats' },
    })
  })

  it('is not needed for anything else', async () => {
    const bench = await createBench()
    bench.api.fail('setMyCommands', { code: 400, description: 'Bad Request' })
    await bench.start()
    await until(() => bench.log().includes('menu of commands'))

    expect(bench.channel.state().type).toBe('on')
    await bench.close()
  })
})
