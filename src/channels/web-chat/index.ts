/** The chat page as a channel: nothing is lost when the page closes, nothing is shown twice. */
export { createWebChatChannel, type WebChatChannel } from './channel.ts'
