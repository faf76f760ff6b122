import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { DalilError } from '../src/errors.ts'

describe('readConfig', () => {
  it('needs no setting at all', () => {
    const config = readConfig({})

    expect(config.port).toBe(3000)
    expect(config.publicUrl).toBe('http://localhost:3000')
    expect(config.telegramBotToken).toBeUndefined()
  })

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', TELEGRAM_BOT_TOKEN: '' }).port).toBe(3000)
  })

  it('reports all faulty settings at once', () => {
    const message = faultOf({ PORT: 'many', RETENTION_DAYS: '0', DEFAULT_LOCALE: 'de' })

    expect(message).toContain('3 setting(s)')
    expect(message).toContain('PORT must be a number')
    expect(message).toContain('RETENTION_DAYS must be at least 1')
    expect(message).toContain('DEFAULT_LOCALE must be one of fr, ar, ary, en')
  })

  it('names the setting that a misspelt one was meant to be', () => {
    expect(faultOf({ TELEGRAM_BOT_TOKN: '1' })).toContain('did you mean TELEGRAM_BOT_TOKEN?')
  })

  it('takes the number of WhatsApp as people write it, with its country code', () => {
    expect(readConfig({ WHATSAPP_NUMBER: '+212 (6) 00-00.00.00' }).whatsappNumber).toBe(
      '212600000000',
    )
    expect(faultOf({ WHATSAPP_NUMBER: '06 00 00 00 00' })).toContain('country code')
  })

  it('leaves settings of other programs alone', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' }).port).toBe(3000)
  })

  it('never repeats a wrong token', () => {
    expect(faultOf({ TELEGRAM_BOT_TOKEN: 'not-a-token' })).not.toContain('not-a-token')
  })
})

function faultOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof DalilError && error.code === 'config:invalid') return error.message
    throw error
  }
  throw new Error('the settings were accepted')
}
