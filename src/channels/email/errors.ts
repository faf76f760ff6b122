/** What a mail server said, as nodemailer hands it on. */
interface Refusal {
  readonly code?: unknown
  readonly responseCode?: unknown
}

/** Why a letter did not go out, without the address it was for and the words of the server. */
export function reasonOf(error: unknown): string {
  const { code, responseCode } = toRefusal(error)
  if (typeof responseCode === 'number') return `the mail server refused (${responseCode})`
  return typeof code === 'string'
    ? `the mail server was not reached (${code})`
    : 'the mail server was not reached'
}

/**
 * Whether it will be refused again: a permanent answer of the server (RFC 5321, 5yz) about this
 * letter. One about our own name or password is mended by whoever runs Dalil, and waits.
 */
export function isLasting(error: unknown): boolean {
  const { code, responseCode } = toRefusal(error)
  // No server was asked about an address that is none.
  if (code === 'EENVELOPE' && responseCode === undefined) return true
  const isOurs = code === 'EAUTH' || code === 'ETLS'
  return !isOurs && typeof responseCode === 'number' && responseCode >= 500
}

function toRefusal(error: unknown): Refusal {
  return typeof error === 'object' && error !== null ? error : {}
}
