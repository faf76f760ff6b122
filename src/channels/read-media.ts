import { DalilError } from '../errors.ts'

/**
 * Reads what a platform answers when it is asked for a sound, in memory and no further than
 * `maxBytes`.
 *
 * @throws DalilError `channel:media_refused`
 */
export async function readMedia(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (!response.ok || response.body === null) throw refused(`was answered with ${response.status}`)
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts)
    length += value.length
    if (length > maxBytes) {
      await reader.cancel()
      throw refused(`is larger than ${maxBytes} bytes`)
    }
    parts.push(value)
  }
}

/** Says why a sound is not there; neither who sent it nor where it lies. */
export function refused(reason: string): DalilError {
  return new DalilError('channel:media_refused', `A sound that a person sent ${reason}.`)
}
