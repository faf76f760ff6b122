/**
 * WhatsApp by way of a phone: whatsapp-web.js drives WhatsApp's own page in a Chromium of this
 * machine, linked to the phone of the association like any browser. For an ordinary number, and not
 * official: WhatsApp may ban a number that behaves like a machine. Hence one pair of hands that
 * types, caps, and nobody is written to who did not write first. `client.ts` is what one browser
 * can do, `library.ts` the library behind it; `attempt.ts` watches one browser, `keeper.ts` opens
 * the next, `standing.ts` is what the staff see of it; `reception.ts` takes in, `sending.ts` sends.
 */
export { createWhatsAppWebChannel, type WhatsAppWebChannel } from './channel.ts'
export type { WhatsAppClient } from './client.ts'
export { createLibrary } from './library.ts'
export type { PaceLimits } from './pace.ts'
