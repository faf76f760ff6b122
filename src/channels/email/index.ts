/** Letters to partners, by SMTP. */
export { createEmailChannel, type EmailChannelConfig, examineEmail } from './channel.ts'
