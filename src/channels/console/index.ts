/** The terminal as a channel, for trying Dalil without any account. */
export { type ConsoleChannelConfig, createConsoleChannel } from './channel.ts'
