/** Campaigns: codes that survive what people do to them, links, and where people came from. */
export { type CampaignBook, createCampaignBook, EMPTY_BOOK } from './book.ts'
export {
  type CampaignDraft,
  type Campaigns,
  createCampaigns,
  FRESH_MS,
  MAX_NAME,
  parseDraft,
} from './campaigns.ts'
export { isCode, spokenCode } from './code.ts'
export { type CampaignLink, campaignLinks, type Doors, widgetTag } from './links.ts'
export { posterPdf } from './poster.ts'
