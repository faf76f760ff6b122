/** What the rooms need from outside, as interfaces only. */
export type * from './channel.ts'
export * from './clock.ts'
export type * from './embedder.ts'
export * from './logger.ts'
export type * from './sealer.ts'
export * from './store/index.ts'
export type * from './texts.ts'
export type * from './web-chat.ts'
