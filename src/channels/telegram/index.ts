/** Telegram through grammY: private chats, polling or webhook, buttons that stay small. */
export {
  createTelegramChannel,
  type TelegramChannel,
  type TelegramChannelConfig,
  type TelegramWebhookConfig,
} from './channel.ts'
export { commandsIn, MENU_COMMANDS } from './commands.ts'
export { type ExamineOptions, examineTelegram, type TelegramExamination } from './examine.ts'
