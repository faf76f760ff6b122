/** Who people are stays with them: pseudonyms, sealed texts, redacted questions. */
export { createKeyring, type Keyring, rotateKeyFile } from './keyring.ts'
export { createNonces } from './nonces.ts'
export { createPseudonymizer } from './pseudonymizer.ts'
export { REDACTED_KINDS, redact } from './redact/index.ts'
export { createSealer } from './sealer.ts'
