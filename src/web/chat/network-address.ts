/** What is known of where a request came from. */
export interface Origin {
  /** The address at the other end of the connection. */
  readonly remote: string | undefined
  /** The header that proxies add the address to that they were asked by. */
  readonly forwardedFor: string | undefined
  /** How many proxies of ours stand before Dalil; what others wrote into the header is not believed. */
  readonly proxies: number
}

/**
 * The network of whoever asks: an IPv4 address, or the half of an IPv6 address that one household
 * or phone has for itself. `undefined` where a proxy of this machine hides it, and nobody can be told
 * from anybody.
 */
export function networkOf({ remote, forwardedFor, proxies }: Origin): string | undefined {
  const passed = (forwardedFor ?? '').split(',').map((one) => one.trim())
  const given = proxies === 0 ? undefined : passed.at(-proxies)
  const address = (given || remote)?.replace(/^::ffff:(?=\d+\.)/iu, '')
  if (address === undefined || /^(?:127\.|::1$)/u.test(address)) return undefined
  return address.includes(':') ? halfOf(address) : address
}

/** The first four groups of an IPv6 address. */
function halfOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const all = [...before, ...(tail === undefined ? [] : zeros), ...after]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ''))
    .join(':')
}
