import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OutboundMessage, toAddress } from '../../../src/core/index.ts'
import { until } from '../support/until.ts'
import { type Bench, createBench } from './support.ts'
import { tap, text } from './updates.ts'

const TO = toAddress({ channel: 'telegram', account: '4200', peer: '1' })

let bench: Bench
let count = 0

beforeEach(async () => {
  bench = await createBench()
  await bench.start()
})

afterEach(() => bench.close())

/** A message with one button; a menu unless said otherwise. */
const list = (words: string, menu = true): OutboundMessage => ({
  ...{ type: 'text', text: words, direction: 'ltr' },
  choices: [{ data: 'm', label: 'Menu' }],
  ...(menu ? { menu } : {}),
})

const send = (message: OutboundMessage) => bench.channel.send(TO, message, `o${count++}`)

/** Somebody taps the button, and gets this for it. */
async function tapFor(message: OutboundMessage, id = 1): Promise<void> {
  bench.receive = async () => void (await send(message))
  const before = bench.received.length
  bench.clock.advance(10_000)
  bench.api.deliver(tap(1, 'm', id))
  await until(() => bench.received.length > before, 'the tap')
  await until(() => bench.api.pending().length === 0, 'its answer')
}

const shown = () => bench.api.messages.map((one) => one.text)
const buttons = () => bench.api.messages.map((one) => one.buttons.length)

describe('a menu of Telegram', () => {
  it('gives its place to the menu that was chosen from it', async () => {
    await send(list('Sujets'))
    await tapFor(list('Travail'))
    await tapFor(list('Famille'))

    expect(shown()).toEqual(['Famille'])
    expect(buttons()).toEqual([1])
  })

  it('stays, without its buttons, above an answer', async () => {
    await send(list('Sujets'))
    await tapFor(list('La carte dure 2 ans.', false))
    await until(() => buttons()[0] === 0, 'the keyboard to go')

    expect(shown()).toEqual(['Sujets', 'La carte dure 2 ans.'])
    expect(buttons()).toEqual([0, 1])
  })

  it('stays where an answer stands between, or a word of the person', async () => {
    await send(list('Sujets'))
    await send(list('Une réponse', false))
    await tapFor(list('Travail'))
    bench.receive = async () => {}
    bench.api.deliver(text(1, 'et alors'))
    await until(() => bench.api.pending().length === 0)
    await tapFor(list('Famille'), 3)

    expect(shown()).toEqual(['Sujets', 'Une réponse', 'Travail', 'Famille'])
  })

  it('is sent anew where the one before cannot be changed any more', async () => {
    await send(list('Sujets'))
    bench.api.fail('editMessageText', { code: 400, description: "message can't be edited" })
    await tapFor(list('Travail'))

    expect(shown()).toEqual(['Sujets', 'Travail'])
  })

  it('counts as sent where it is what stands there already', async () => {
    await send(list('Sujets'))
    bench.api.fail('editMessageText', { code: 400, description: 'message is not modified' })
    await tapFor(list('Sujets'))

    expect(shown()).toEqual(['Sujets'])
  })

  it('waits for another try where Telegram is not to be reached', async () => {
    await send(list('Sujets'))
    bench.api.fail('editMessageText', { code: 429, retryAfter: 3, description: 'Too Many' })
    let outcome: unknown
    bench.receive = async () => {
      outcome = await send(list('Travail'))
    }
    bench.api.deliver(tap(1, 'm', 1))
    await until(() => outcome !== undefined, 'the outcome')

    expect(outcome).toMatchObject({ type: 'retry', retryAfterMs: 3000 })
  })
})
