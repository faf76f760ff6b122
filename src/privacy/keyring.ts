import { hkdfSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DalilError } from '../errors.ts'
import { createKeyFile, findKeyFile, writeKeyFile } from './key-file.ts'

/** A key that seals, with the id that stands in each envelope. */
export interface SealingKey {
  readonly id: string
  readonly key: Uint8Array
}

/** The keys of an installation, all derived from one secret, each for one use only. */
export interface Keyring {
  /** The first seals; all open, so that what was sealed before a rotation is still readable. */
  readonly sealing: readonly SealingKey[]
  /** For pseudonyms. Stays the same through rotations: people would be strangers otherwise. */
  readonly pseudonyms: Uint8Array
  /** For signing what is handed out and comes back: links, codes, form tokens. */
  readonly tokens: Uint8Array
  /** Names the key of the pseudonyms without telling it, to notice that it was exchanged. */
  readonly id: string
}

/** Where the secret comes from. */
export interface KeyringOptions {
  /** The data folder; the secret is in `dalil.key` there, made at the first start. */
  readonly dir: string
  /** 32 bytes as base64, instead of the file; a file that is there still opens what it sealed. */
  readonly setting?: string
}

/** Bytes of a secret and of each key. */
const KEY_BYTES = 32

/** The name of the file that holds the secret. */
const KEY_FILE = 'dalil.key'

/**
 * Reads the keys, or makes them at the first start.
 *
 * @throws DalilError `privacy:key_damaged` when a secret is not 32 bytes of base64,
 * `privacy:key_not_kept` when the file cannot be written.
 */
export function createKeyring({ dir, setting }: KeyringOptions): Keyring {
  const path = join(dir, KEY_FILE)
  const filed = secretsIn(path)
  if (setting !== undefined) return deriveKeys([toSecret(setting, 'DALIL_KEY'), ...filed])
  if (filed.length > 0) return deriveKeys(filed)
  createKeyFile(path, randomBytes(KEY_BYTES).toString('base64'))
  // Another process that starts for the first time, too, may have been faster.
  return deriveKeys(secretsIn(path))
}

function secretsIn(path: string): readonly Buffer[] {
  return findKeyFile(path)?.map((line) => toSecret(line, path)) ?? []
}

/**
 * Puts a new secret before those in the file: it seals from the next start on, and the older ones
 * still open. Returns the id of the new key.
 *
 * @throws DalilError `privacy:key_not_kept`, also where there is no file to rotate.
 */
export function rotateKeyFile(dir: string): string {
  const path = join(dir, KEY_FILE)
  const lines = findKeyFile(path)
  if (lines === undefined) {
    throw new DalilError('privacy:key_not_kept', `${path} is not there: there is no key to rotate.`)
  }
  for (const line of lines) toSecret(line, path)
  const secret = randomBytes(KEY_BYTES)
  writeKeyFile(path, [secret.toString('base64'), ...lines])
  return idOf(secret)
}

/** Secrets from the newest to the oldest; one that is named twice counts once. */
function deriveKeys(secrets: readonly Buffer[]): Keyring {
  const different = secrets.filter(
    (secret, at) => secrets.findIndex((other) => other.equals(secret)) === at,
  )
  const oldest = different.at(-1) ?? Buffer.alloc(0)
  const newest = different[0] ?? oldest
  return {
    sealing: different.map((secret) => ({ id: idOf(secret), key: derive(secret, 'sealing') })),
    pseudonyms: derive(oldest, 'pseudonyms'),
    tokens: derive(newest, 'tokens'),
    id: idOf(oldest),
  }
}

function derive(secret: Uint8Array, use: string, bytes = KEY_BYTES): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), `dalil 1 ${use}`, bytes))
}

function idOf(secret: Uint8Array): string {
  return derive(secret, 'id', 4).toString('hex')
}

function toSecret(line: string, place: string): Buffer {
  const secret = Buffer.from(line.trim(), 'base64')
  if (secret.length === KEY_BYTES) return secret
  throw new DalilError(
    'privacy:key_damaged',
    `${place} does not hold 32 bytes of base64. Bring the key back from where it was kept safe; ` +
      'without it, what was sealed with it cannot be read.',
  )
}
