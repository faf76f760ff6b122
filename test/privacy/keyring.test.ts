import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createKeyring,
  createPseudonymizer,
  createSealer,
  rotateKeyFile,
} from '../../src/privacy/index.ts'
import { createKeyFile, findKeyFile } from '../../src/privacy/key-file.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64')

/** The id of the key that sealed a text. */
const keyOf = (sealed: string) => sealed.split('.')[1]

describe('privacy', () => {
  let dir: string

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'dalil-keys-'))
  })

  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  describe('createKeyring', () => {
    it('makes a key at the first start that only its owner may read', () => {
      const keyring = createKeyring({ dir })

      expect(statSync(join(dir, 'dalil.key')).mode & 0o777).toBe(0o600)
      expect(createKeyring({ dir })).toEqual(keyring)
    })

    it('leaves the key of a process that was faster at the first start', () => {
      const path = join(dir, 'dalil.key')
      createKeyFile(path, KEY)

      createKeyFile(path, OTHER_KEY)

      expect(findKeyFile(path)).toEqual([KEY])
      expect(readdirSync(dir)).toEqual(['dalil.key'])
    })

    it('takes the right to read away from others', () => {
      createKeyring({ dir })
      chmodSync(join(dir, 'dalil.key'), 0o644)

      createKeyring({ dir })

      expect(statSync(join(dir, 'dalil.key')).mode & 0o777).toBe(0o600)
    })

    it('derives a key of its own for each use', () => {
      const { sealing, pseudonyms, tokens } = createKeyring({ dir, setting: KEY })
      const keys = [sealing[0]?.key, pseudonyms, tokens].map((key) =>
        Buffer.from(key ?? []).toString('hex'),
      )

      expect(new Set(keys).size).toBe(3)
      expect(keys.every((key) => key.length === 64)).toBe(true)
    })

    it('writes no file where the key is a setting', () => {
      createKeyring({ dir, setting: KEY })

      expect(() => statSync(join(dir, 'dalil.key'))).toThrow('ENOENT')
    })

    it.each(['', 'not base64 of 32 bytes', 'QUJD\n'])('refuses a damaged file: %j', (content) => {
      writeFileSync(join(dir, 'dalil.key'), content)

      expect(() => createKeyring({ dir })).toThrow('does not hold 32 bytes of base64')
    })

    it('says where a key could not be written', () => {
      expect(() => createKeyring({ dir: join(dir, 'missing') })).toThrow(
        'Make the data folder writable, or give the key as DALIL_KEY',
      )
    })
  })

  describe('rotateKeyFile', () => {
    it('seals with a new key, opens what the old one sealed, and knows everybody still', () => {
      const before = createKeyring({ dir })
      const sealed = createSealer(before).seal('kept', 'address')

      const id = rotateKeyFile(dir)
      const after = createKeyring({ dir })

      expect(after.sealing[0]?.id).toBe(id)
      expect(createSealer(after).open(sealed, 'address')).toBe('kept')
      expect(keyOf(sealed)).toBe(before.sealing[0]?.id)
      expect(keyOf(createSealer(after).seal('new', 'address'))).toBe(id)
      expect(createPseudonymizer(after)('x')).toBe(createPseudonymizer(before)('x'))
      expect(readFileSync(join(dir, 'dalil.key'), 'utf8').trim().split('\n')).toHaveLength(2)
    })

    it('takes a setting as the newer key where a file is there too', () => {
      const sealed = createSealer(createKeyring({ dir })).seal('kept', 'address')
      const keyring = createKeyring({ dir, setting: KEY })

      expect(createSealer(keyring).open(sealed, 'address')).toBe('kept')
      expect(keyOf(createSealer(keyring).seal('new', 'address'))).not.toBe(keyOf(sealed))
    })

    it('refuses where there is no file', () => {
      expect(() => rotateKeyFile(dir)).toThrow('there is no key to rotate')
    })
  })

  describe('createPseudonymizer', () => {
    it('gives the same 22 characters for the same address, always', () => {
      const pseudonym = createPseudonymizer(createKeyring({ dir, setting: KEY }))

      expect(pseudonym('telegram:bot:42')).toBe('ltmyoAc0o49zobqE_qYsEw')
    })

    it('gives others for another address, and with another key', () => {
      const pseudonym = createPseudonymizer(createKeyring({ dir, setting: KEY }))
      const other = createPseudonymizer(createKeyring({ dir, setting: OTHER_KEY }))

      expect(pseudonym('telegram:bot:43')).not.toBe(pseudonym('telegram:bot:42'))
      expect(other('telegram:bot:42')).not.toBe(pseudonym('telegram:bot:42'))
    })
  })

  describe('createSealer', () => {
    const sealerOf = (setting: string) => createSealer(createKeyring({ dir, setting }))

    it('opens what it sealed, whatever the text', () => {
      const sealer = sealerOf(KEY)

      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, purpose) => {
          expect(sealer.open(sealer.seal(text, purpose), purpose)).toBe(text)
        }),
      )
    })

    it('seals the same text differently each time, and shows nothing of it', () => {
      const sealer = sealerOf(KEY)
      const sealed = sealer.seal('telegram:bot:42', 'address')

      expect(sealer.seal('telegram:bot:42', 'address')).not.toBe(sealed)
      expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString()).not.toContain('42')
    })

    it('opens nothing for another purpose', () => {
      const sealer = sealerOf(KEY)

      expect(() => sealer.open(sealer.seal('x', 'address'), 'session')).toThrow(
        expect.objectContaining({ code: 'privacy:unsealable' }),
      )
    })

    it('opens nothing that another key sealed', () => {
      const sealed = sealerOf(OTHER_KEY).seal('x', 'address')

      expect(() => sealerOf(KEY).open(sealed, 'address')).toThrow(
        expect.objectContaining({ code: 'privacy:unsealable' }),
      )
    })

    it('notices any change of an envelope', () => {
      const sealer = sealerOf(KEY)
      const sealed = sealer.seal('telegram:bot:42', 'address')
      const [version, id, body] = sealed.split('.')
      const bytes = Buffer.from(body ?? '', 'base64url')

      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
          const changed = Buffer.from(bytes)
          changed[at] = (changed[at] ?? 0) ^ change

          expect(() =>
            sealer.open(`${version}.${id}.${changed.toString('base64url')}`, 'address'),
          ).toThrow(expect.objectContaining({ code: 'privacy:unsealable' }))
        }),
      )
    })

    it.each(['', '1', '1.2', '2.aaaaaaaa.bbbb', 'plain text', '1.x.y.z'])(
      'refuses what is no envelope: %j',
      (sealed) => {
        expect(() => sealerOf(KEY).open(sealed, 'address')).toThrow(
          expect.objectContaining({ code: 'privacy:unsealable' }),
        )
      },
    )

    it('refuses a tag that was cut short', () => {
      const sealer = sealerOf(KEY)
      const sealed = sealer.seal('x', 'address')

      expect(() => sealer.open(sealed.slice(0, -4), 'address')).toThrow(
        expect.objectContaining({ code: 'privacy:unsealable' }),
      )
    })
  })
})
