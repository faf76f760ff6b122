/** The nouns that every room shares: values only, nothing that acts. */
export * from './faults.ts'
export * from './ids.ts'
export * from './locale.ts'
export * from './message.ts'
export * from './nearest-name.ts'
export * from './needs.ts'
export * from './session.ts'
