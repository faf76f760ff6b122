import { z } from 'zod'
import { DalilError } from '../../errors.ts'
import { readMedia, refused } from '../read-media.ts'

/** Where the platform is and who we are there. */
export interface GraphAccess {
  /** Without a slash at the end. */
  readonly apiRoot: string
  /** Like `v23.0`. */
  readonly version: string
  /** The id of our number at the platform, which is not the number itself. */
  readonly phoneId: string
  /** Never logged. */
  readonly token: string
  readonly fetch: typeof fetch
}

/** Calls of the Graph API about our number. Each rejects with a {@link GraphFault} where refused. */
export interface Graph {
  get(fields: readonly string[], signal?: AbortSignal): Promise<unknown>
  /** All that stands below another id of the platform, page by page. */
  list(id: string, path: string, fields: readonly string[]): Promise<readonly unknown[]>
  /** Fetches what a person sent, at most so many bytes. */
  media(id: string, maxBytes: number): Promise<Uint8Array>
  /** `path` below our number: `messages`, `media`. A form uploads a file. */
  post(path: string, body: Readonly<Record<string, unknown>> | FormData): Promise<unknown>
}

/**
 * The platform refused a call. `platformCode` is what its documentation lists; 0 where its answer
 * says nothing. The platform's own words are left out: they may hold a number.
 */
export class GraphFault extends DalilError {
  readonly status: number
  readonly platformCode: number

  constructor(status: number, platformCode: number) {
    const message = `A call to WhatsApp was answered with ${status}, error ${platformCode}.`
    super('channel:whatsapp_refused', message)
    this.status = status
    this.platformCode = platformCode
  }
}

/** Time for one call, a document on a slow line included, in ms. */
const CALL_TIMEOUT_MS = 60_000

/** Where a file lies for some minutes (developers.facebook.com, "Media"). */
const PLACE = z.object({ url: z.url(), file_size: z.number().optional() })
/** A page of a list; the last one names no next (developers.facebook.com, "Paginated Results"). */
const PAGE = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string() }), next: z.string() })
    .optional()
    .catch(undefined),
})
const PAGE_SIZE = 100
/** An account has at most 6000 templates; a list without end is none. */
const MOST_PAGES = 60
const REFUSAL = z.object({ error: z.object({ code: z.number() }) })

/** Creates the calls of one number. */
export function createGraph({ apiRoot, version, phoneId, token, fetch }: GraphAccess): Graph {
  const base = `${apiRoot}/${version}/${phoneId}`
  return {
    get: (fields, signal) => call(`${base}?fields=${fields.join(',')}`, {}, signal),
    async list(id, path, fields) {
      const found: unknown[] = []
      const address = `${apiRoot}/${version}/${encodeURIComponent(id)}/${path}`
      const query = new URLSearchParams({ fields: fields.join(','), limit: String(PAGE_SIZE) })
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const { data, paging } = PAGE.parse(await call(`${address}?${query}`, {}))
        found.push(...data)
        if (paging === undefined) break
        query.set('after', paging.cursors.after)
      }
      return found
    },
    async media(id, maxBytes) {
      const address = `${apiRoot}/${version}/${encodeURIComponent(id)}`
      const place = PLACE.safeParse(await call(`${address}?phone_number_id=${phoneId}`, {}))
      if (!place.success) throw refused('has no place on the platform')
      const { url, file_size: size = 0 } = place.data
      if (size > maxBytes) throw refused(`is larger than ${maxBytes} bytes`)
      const headers = { authorization: `Bearer ${token}` }
      const signal = AbortSignal.timeout(CALL_TIMEOUT_MS)
      return readMedia(await fetch(url, { headers, signal }), maxBytes)
    },
    post(path, body) {
      const isForm = body instanceof FormData
      const headers: Record<string, string> = isForm ? {} : { 'content-type': 'application/json' }
      const content = isForm ? body : JSON.stringify(body)
      return call(`${base}/${path}`, { method: 'POST', headers, body: content })
    },
  }

  async function call(url: string, init: RequestInit, ending?: AbortSignal): Promise<unknown> {
    const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS)
    const signal = ending === undefined ? timeout : AbortSignal.any([timeout, ending])
    const headers = { ...init.headers, authorization: `Bearer ${token}` }
    const response = await fetch(url, { ...init, headers, signal })
    const answer: unknown = await response.json().catch(() => undefined)
    if (response.ok) return answer
    const refusal = REFUSAL.safeParse(answer)
    throw new GraphFault(response.status, refusal.data?.error.code ?? 0)
  }
}
