import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  DELIVERIES_SETTING,
  type PutBack,
  parseTally,
} from '../../../src/channels/whatsapp-cloud/index.ts'
import { type OutboundMessage, toAddress } from '../../../src/core/index.ts'
import { ANNA, type Bench, createBench } from './bench.ts'
import { status } from './bodies.ts'
import { PHONE_ID } from './graph-api.ts'

const TO = toAddress({ channel: 'whatsapp-cloud', account: PHONE_ID, peer: ANNA })
const MESSAGE: OutboundMessage = { type: 'text', text: 'Venez lundi.', direction: 'ltr' }

let bench: Bench
let back: Parameters<PutBack>[]
let putBack: PutBack

beforeEach(async () => {
  back = []
  putBack = async (...put) => void back.push(put)
  bench = await createBench({ putBack: (...put) => putBack(...put) })
  await bench.start()
})

afterEach(() => bench.close())

const fails = (code: number) => bench.bring(status(ANNA, 'failed', code))

async function shownToStaff(): Promise<number> {
  await bench.channel.stop()
  return parseTally(await bench.settings.find(DELIVERIES_SETTING)).failed
}

describe('a message that the platform had taken and could not deliver', () => {
  it.each([
    ['a fault of its own', 131000, 60_000],
    ['a fault of its own', 131016, 60_000],
    ['too many of all', 130429, 5000],
    ['too many to one person', 131056, 6000],
    ['the 24 hours that are over', 131047, 'when-back'],
  ] as const)('is tried once more after %s (%i)', async (_why, code, when) => {
    await bench.channel.send(TO, MESSAGE, 'o1')
    await fails(code)

    expect(back).toEqual([[{ address: TO, message: MESSAGE }, when]])
    expect(await shownToStaff()).toBe(0)
    expect(bench.log()).not.toMatch(/Venez|2126/u)
  })

  it.each([
    ['nobody there', 131026],
    ['somebody who wants no more', 131050],
    ['a means of payment that lacks', 131042],
    ['a number that people reported', 131048],
    ['a code that is not known here', 135000],
  ])('is shown to the staff after %s (%i)', async (_why, code) => {
    await bench.channel.send(TO, MESSAGE, 'o1')
    await fails(code)

    expect(back).toEqual([])
    expect(await shownToStaff()).toBe(1)
  })

  it('is not put back twice, however often it is told', async () => {
    await bench.channel.send(TO, MESSAGE, 'o1')
    await Promise.all([fails(131016), fails(131016)])

    expect(back).toHaveLength(1)
  })

  it('is shown to the staff where its second try fails, too', async () => {
    await bench.channel.send(TO, MESSAGE, 'o1-again')
    await fails(131016)

    expect(back).toEqual([])
    expect(await shownToStaff()).toBe(1)
  })

  it('is not tried again once it arrived', async () => {
    await bench.channel.send(TO, MESSAGE, 'o1')
    await bench.bring(status(ANNA, 'delivered'))
    await fails(131016)

    expect(back).toEqual([])
  })

  it.each<[string, OutboundMessage]>([
    ['a picture', { type: 'image', bytes: new Uint8Array(8), caption: '' }],
    ['a document', { type: 'document', bytes: new Uint8Array(8), fileName: 'a.pdf' }],
    ['news', { ...MESSAGE, opening: { for: 'announcement' } }],
  ])('is shown to the staff where it is %s', async (_what, message) => {
    await bench.channel.send(TO, message, 'o1')
    await fails(131016)

    expect(back).toEqual([])
    expect(await shownToStaff()).toBe(1)
  })

  it('is tried again by that part of it alone which did not arrive', async () => {
    const choices = [{ data: 't:work', label: 'Travail' }]
    const text = `${'a'.repeat(900)}.\n\n${'b'.repeat(900)}.`
    await bench.channel.send(TO, { ...MESSAGE, text, choices }, 'o1')
    await fails(131056)
    await bench.bring(
      JSON.parse(JSON.stringify(status(ANNA, 'failed', 131056)).replace('.1', '.2')),
    )

    expect(back.map(([{ message }]) => message)).toEqual([
      { ...MESSAGE, text: `${'a'.repeat(900)}.` },
      { ...MESSAGE, text: `${'b'.repeat(900)}.`, choices },
    ])
  })

  it('is told again by the platform where it could not be put back', async () => {
    const works = putBack
    putBack = () => Promise.reject(new Error('no space left'))
    await bench.channel.send(TO, MESSAGE, 'o1')
    expect(await fails(131016)).toBe(503)
    putBack = works

    expect(await fails(131016)).toBe(200)
    expect(back).toHaveLength(1)
  })
})
