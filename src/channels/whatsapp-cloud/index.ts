/**
 * WhatsApp by its official Cloud API: messages come by a signed webhook and go by calls of the Graph
 * API. `webhook.ts` and `wire.ts` read what comes, `intake.ts` takes it in; `outbound.ts` writes what
 * goes, `sending.ts` sends it within the 24 hours that `window.ts` knows; `errors.ts` says what the
 * platform's codes mean and what to do.
 */
export {
  createWhatsAppCloudChannel,
  type WhatsAppCloudChannel,
  type WhatsAppCloudChannelConfig,
} from './channel.ts'
export { DELIVERIES_SETTING, parseTally } from './deliveries.ts'
export { type Failing, reasonOfCode } from './errors.ts'
export { examineWhatsAppCloud } from './examine.ts'
export { examineTemplates } from './examine-templates.ts'
export type { PutBack } from './second-try.ts'
