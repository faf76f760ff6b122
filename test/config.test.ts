import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig, SETTING_NAMES } from '../src/config.ts'
import { DalilError } from '../src/errors.ts'

describe('readConfig', () => {
  it('needs no setting at all', () => {
    const config = readConfig({})

    expect(config.port).toBe(3000)
    expect(config.publicUrl).toBe('http://localhost:3000')
    expect(config.telegramBotToken).toBeUndefined()
  })

  it('reads what .env.example describes, no more and no less', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    const described = [...example.matchAll(/^([A-Z_]+)=/gmu)].map((found) => found[1])

    expect(described.toSorted()).toEqual(SETTING_NAMES.toSorted())
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

  it('takes the sites of the widget as origins, and names each that is none', () => {
    const given = 'https://www.example.org/, https://example.org:8443 http://localhost:8000'
    const faulty = 'http://example.org https://example.org/chat, https://*.example.org'

    expect(readConfig({ WIDGET_ORIGINS: given }).web.widgetOrigins).toEqual([
      'https://www.example.org',
      'https://example.org:8443',
      'http://localhost:8000',
    ])
    expect(faultOf({ WIDGET_ORIGINS: faulty, PORT: 'many' })).toContain('4 setting(s)')
    expect(faultOf({ WIDGET_ORIGINS: faulty })).toContain('"https://example.org/chat"')
  })

  it('takes the number of WhatsApp as people write it, with its country code', () => {
    expect(readConfig({ WHATSAPP_NUMBER: '+212 (6) 00-00.00.00' }).whatsappNumber).toBe(
      '212600000000',
    )
    expect(faultOf({ WHATSAPP_NUMBER: '06 00 00 00 00' })).toContain('country code')
  })

  it('names what WhatsApp by the Cloud API still needs, and reads its templates', () => {
    const token = 'EAAtoken'
    const all = {
      WHATSAPP: 'cloud',
      WHATSAPP_CLOUD_TOKEN: token,
      WHATSAPP_CLOUD_PHONE_ID: '106540352242922',
      WHATSAPP_CLOUD_APP_SECRET: 'secret-of-the-app',
      WHATSAPP_CLOUD_VERIFY_TOKEN: 'a-word-of-our-own',
    }
    const fault = faultOf({ WHATSAPP: 'cloud', WHATSAPP_CLOUD_TOKEN: token })

    expect(fault).toContain('WHATSAPP_CLOUD_APP_SECRET is needed')
    expect(fault).not.toContain('WHATSAPP_CLOUD_TOKEN')
    expect(readConfig({ ...all, WHATSAPP: '' }).whatsappCloud).toBeUndefined()
    const more = {
      WHATSAPP_CLOUD_TEMPLATES: 'team.fr=answer_fr, reminder.ar=news, partner.ar=visit',
      WHATSAPP_CLOUD_PER_DAY: '1000',
      WHATSAPP_CLOUD_ACCOUNT_ID: '102290129340398',
    }
    expect(readConfig({ ...all, ...more }).whatsappCloud).toEqual({
      token,
      phoneId: '106540352242922',
      accountId: '102290129340398',
      appSecret: 'secret-of-the-app',
      verifyToken: 'a-word-of-our-own',
      version: 'v23.0',
      apiRoot: 'https://graph.facebook.com',
      templates: { 'team.fr': 'answer_fr', 'reminder.ar': 'news', 'partner.ar': 'visit' },
      perDay: 1000,
    })
    expect(readConfig(all).whatsappCloud?.perDay).toBe(250)
    expect(faultOf({ ...all, WHATSAPP_CLOUD_PER_DAY: '0' })).toContain('at least 1')
    for (const wrong of ['team.ary=x', 'other.fr=x', 'team.fr', 'team.fr=A b']) {
      expect(faultOf({ ...all, WHATSAPP_CLOUD_TEMPLATES: wrong })).toContain('must be like')
    }
  })

  it('leaves settings of other programs alone', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' }).port).toBe(3000)
  })

  it('takes the flags of the browser apart, and looks for it only when WhatsApp needs it', () => {
    const set = { WHATSAPP: 'web', CHROMIUM_PATH: '/opt/chromium' }
    const config = readConfig({ ...set, WHATSAPP_BROWSER_FLAGS: ' --no-sandbox  --lang=fr ' })

    expect(config.browserFlags).toEqual(['--no-sandbox', '--lang=fr'])
    expect(config.chromium).toBe('/opt/chromium')
    expect(readConfig({ CHROMIUM_PATH: '/opt/chromium' }).chromium).toBeUndefined()
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
