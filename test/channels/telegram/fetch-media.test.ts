import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bench, createBench } from './support.ts'

let bench: Bench

beforeEach(async () => {
  bench = await createBench()
})

afterEach(() => bench.close())

const fetchMedia = (reference: string, maxBytes = 1000) =>
  bench.channel.fetchMedia?.(reference, maxBytes)

describe('a voice message on Telegram', () => {
  it('is fetched by its reference', async () => {
    bench.api.sounds.set('AwAC', Buffer.from('OggS and the rest'))

    expect(Buffer.from((await fetchMedia('AwAC')) ?? []).toString()).toBe('OggS and the rest')
  })

  it('is not fetched further than is allowed', async () => {
    bench.api.sounds.set('AwAC', Buffer.alloc(5000))

    await expect(fetchMedia('AwAC')).rejects.toMatchObject({ code: 'channel:media_refused' })
  })

  it('that the platform does not give is an error without the token', async () => {
    const error = await fetchMedia('unknown')?.catch((reason: Error) => reason)

    expect(error).toMatchObject({ code: 'channel:media_refused' })
    expect(String(error)).not.toContain(bench.api.token)
  })
})
