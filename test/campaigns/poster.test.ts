import { describe, expect, it } from 'vitest'
import { type CampaignLink, campaignLinks, posterPdf } from '../../src/campaigns/index.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readProject } from '../../src/content/index.ts'
import type { Topic } from '../../src/core/index.ts'
import { campaign } from '../store/records.ts'
import { readPdf } from '../support/qr.ts'

const { texts } = readProject(PROJECT_ROOT)

const DOORS = {
  publicUrl: 'https://dalil.une-association-au-long-nom.example.org',
  telegramBot: 'dalil_bot',
  whatsappNumber: '212600000000',
}

function posterOf(topic: Topic, channel: CampaignLink['channel'], format: 'A4' | 'A5') {
  const made = campaign('KAMILUS', { topic, locale: 'ary' })
  const link = campaignLinks(made, DOORS, texts).find((one) => one.channel === channel)
  if (link === undefined) throw new Error(`no link to ${channel}`)
  const pdf = posterPdf({ campaign: made, link, doors: DOORS, format, texts, createdAt: 0 })
  return pdf.then((bytes) => ({ bytes, link }))
}

describe('a poster', () => {
  it.each([
    ['A4', 'mothers', 'whatsapp', '[0 0 595.28 841.89]'],
    ['A4', 'cancer', 'web', '[0 0 595.28 841.89]'],
    ['A5', 'work', 'telegram', '[0 0 419.53 595.28]'],
    ['A5', 'mothers', 'whatsapp', '[0 0 419.53 595.28]'],
  ] as const)('of size %s on %s leads to %s', async (format, topic, channel, size) => {
    const { bytes, link } = await posterOf(topic, channel, format)

    expect(readPdf(bytes)).toBe(link.url)
    expect(Buffer.from(bytes).toString('latin1')).toContain(`/MediaBox ${size}`)
  })
})
