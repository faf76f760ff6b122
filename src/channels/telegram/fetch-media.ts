import type { Api } from 'grammy'
import { readMedia, refused } from '../read-media.ts'
import { reasonOf } from './errors.ts'
import { toGrammySignal } from './signal.ts'

/** What fetching works with. */
export interface FetchMediaOptions {
  readonly api: Api
  /** Part of the address of every file. Never logged. */
  readonly token: string
  readonly apiRoot: string | undefined
  readonly signal: AbortSignal
}

const PUBLIC_ROOT = 'https://api.telegram.org'
/** Time for one file, in ms. */
const TIMEOUT_MS = 30_000

/** Makes the `fetchMedia` of the channel (core.telegram.org/bots/api#getfile). */
export function createFetchMedia(
  options: FetchMediaOptions,
): (reference: string, maxBytes: number) => Promise<Uint8Array> {
  const { api, token, apiRoot = PUBLIC_ROOT, signal } = options
  return async (reference, maxBytes) => {
    const ending = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
    const file = await api.getFile(reference, toGrammySignal(ending)).catch((error: unknown) => {
      throw refused(`is not given (${reasonOf(error)})`)
    })
    if (file.file_path === undefined) throw refused('has no place on the platform')
    if ((file.file_size ?? 0) > maxBytes) throw refused(`is larger than ${maxBytes} bytes`)
    const address = `${apiRoot}/file/bot${token}/${file.file_path}`
    // The address has the token in it: what goes wrong is told without its own words.
    const response = await fetch(address, { signal: ending }).catch(() => {
      throw refused('could not be fetched')
    })
    return readMedia(response, maxBytes)
  }
}
