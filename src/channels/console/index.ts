/** The terminal as a channel, for trying Dalil without any account. */
export { createConsoleChannel } from './channel.ts'
