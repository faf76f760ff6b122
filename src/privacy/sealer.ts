import { createCipheriv, createDecipheriv } from 'node:crypto'
import { DalilError } from '../errors.ts'
import type { Sealer } from '../ports/index.ts'
import type { Keyring } from './keyring.ts'
import { createNonces } from './nonces.ts'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** The first character of an envelope: which way of sealing. */
const VERSION = '1'

/**
 * Creates the sealer of a keyring. An envelope is `1.<key id>.<nonce, text and tag as base64url>`;
 * the purpose is authenticated with it. Random nonces are safe for some four thousand million
 * texts a key; rotate long before.
 */
export function createSealer(keyring: Keyring): Sealer {
  const nextNonce = createNonces(NONCE_BYTES)
  const toAssociatedData = createAssociatedData()
  return {
    seal(text, purpose) {
      const { id, key } = currentKey(keyring)
      const nonce = nextNonce()
      const cipher = createCipheriv(CIPHER, key, nonce)
      cipher.setAAD(toAssociatedData(id, purpose))
      const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return `${VERSION}.${id}.${Buffer.concat(parts).toString('base64url')}`
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}.${currentKey(keyring).id}.`),
    open(sealed, purpose) {
      const [version, id, body, ...rest] = sealed.split('.')
      const found = keyring.sealing.find((one) => one.id === id)
      if (version !== VERSION || id === undefined || body === undefined || rest.length > 0) {
        throw unsealable(purpose, 'it is no envelope of Dalil')
      }
      if (found === undefined) throw unsealable(purpose, `its key ${id.slice(0, 8)} is not here`)
      const bytes = Buffer.from(body, 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw unsealable(purpose, 'it is cut short')
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES)
        const decipher = createDecipheriv(CIPHER, found.key, nonce, { authTagLength: TAG_BYTES })
        decipher.setAAD(toAssociatedData(id, purpose))
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch (error) {
        throw unsealable(purpose, 'it was changed, or sealed for something else', error)
      }
    },
  }
}

function currentKey(keyring: Keyring): Keyring['sealing'][number] {
  const [current] = keyring.sealing
  if (current === undefined) throw new DalilError('privacy:key_damaged', 'There is no key to seal.')
  return current
}

/** What is authenticated with a text; there are as many as keys and purposes, which are few. */
function createAssociatedData(): (id: string, purpose: string) => Buffer {
  const made = new Map<string, Map<string, Buffer>>()
  return (id, purpose) => {
    const ofKey = made.get(id) ?? new Map<string, Buffer>()
    made.set(id, ofKey)
    const data = ofKey.get(purpose) ?? Buffer.from(JSON.stringify([VERSION, id, purpose]))
    ofKey.set(purpose, data)
    return data
  }
}

function unsealable(purpose: string, why: string, cause?: unknown): DalilError {
  return new DalilError(
    'privacy:unsealable',
    `A sealed ${purpose} cannot be opened: ${why}. Check that dalil.key or DALIL_KEY is the one it was sealed with.`,
    cause === undefined ? {} : { cause },
  )
}
