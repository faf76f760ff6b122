/** One part of a file, as players ask for it; several at once are never asked for. */
const RANGE = /^bytes=(\d+)-(\d*)$/u

/**
 * A recording, or the part of it that a player asks for: some play nothing that they cannot have in
 * parts. Its name says which words are read out, so it never changes.
 */
export function soundResponse(sound: Uint8Array, range: string | undefined): Response {
  const headers: Record<string, string> = {
    'content-type': 'audio/ogg',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
  }
  const [, first, last = ''] = range?.match(RANGE) ?? []
  if (first === undefined) {
    return new Response(new Uint8Array(sound), {
      headers: { ...headers, 'content-length': String(sound.length) },
    })
  }
  const from = Number(first)
  const to = Math.min(last === '' ? Number.POSITIVE_INFINITY : Number(last), sound.length - 1)
  if (from > to) {
    headers['content-range'] = `bytes */${sound.length}`
    return new Response(null, { status: 416, headers })
  }
  headers['content-range'] = `bytes ${from}-${to}/${sound.length}`
  headers['content-length'] = String(to + 1 - from)
  return new Response(new Uint8Array(sound.subarray(from, to + 1)), { status: 206, headers })
}
