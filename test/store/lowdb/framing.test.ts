import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32, tableCrc32 } from '../../../src/store/lowdb/crc32.ts'
import { decodeRecord, encodeRecord } from '../../../src/store/lowdb/framing.ts'

describe('crc32', () => {
  it('gives the check value of the standard', () => {
    const bytes = Buffer.from('123456789')

    expect(crc32(bytes)).toBe(0xcbf43926)
    expect(tableCrc32(bytes)).toBe(0xcbf43926)
  })

  it('is the same with and without zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(tableCrc32(bytes)).toBe(crc32(bytes))
      }),
    )
  })
})

describe('encodeRecord', () => {
  it('writes length, checksum and payload on one line', () => {
    expect(encodeRecord('{"é":1}').toString()).toBe('00000008 ed5fe627 {"é":1}\n')
  })

  it('is read back by decodeRecord, from any place in a file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(50), (payload, start) => {
        const record = encodeRecord(payload)
        const file = Buffer.concat([Buffer.alloc(start, 'x'), record, Buffer.from('00')])

        expect(decodeRecord(file, start, file.length)).toEqual({
          type: 'record',
          payload,
          end: start + record.length,
        })
      }),
    )
  })
})

describe('decodeRecord', () => {
  it('asks for more where a record goes on', () => {
    const record = encodeRecord('payload')

    expect(decodeRecord(record, 0, 10)).toEqual({ type: 'incomplete', needed: 18 })
    expect(decodeRecord(record, 0, 20)).toEqual({ type: 'incomplete', needed: 26 })
  })

  it.each(['0000000g 00000000 x\n', '00000001 00000000 x\n', '00000001-8cdc1683 x\n'])(
    'finds torn: %j',
    (text) => {
      const bytes = Buffer.from(text)

      expect(decodeRecord(bytes, 0, bytes.length)).toEqual({ type: 'torn' })
    },
  )
})
