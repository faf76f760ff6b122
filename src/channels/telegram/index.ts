/** Telegram through grammY: private chats, long polling, buttons that stay small. */
export { createTelegramChannel, type TelegramChannelConfig } from './channel.ts'
