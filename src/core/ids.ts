declare const brand: unique symbol

type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A person as Dalil knows them: an HMAC of their address, never the address. */
export type PersonId = Branded<'PersonId'>

/** A platform address, `{channel}:{account}:{peer}`. Readable: never stored unsealed, never logged. */
export type Address = Branded<'Address'>

/** The channels there are. By e-mail only partners are written to; nobody writes in. */
export const CHANNELS = [
  'telegram',
  'whatsapp-web',
  'whatsapp-cloud',
  'web-chat',
  'console',
  'email',
] as const

/** One of {@link CHANNELS}. */
export type ChannelName = (typeof CHANNELS)[number]

/** The parts of an {@link Address}. */
export interface AddressParts {
  readonly channel: ChannelName
  readonly account: string
  readonly peer: string
}

/** Writes an address; round-trips with {@link parseAddress} for any account and peer. */
export function toAddress(parts: AddressParts): Address {
  const address = `${parts.channel}:${encodeURIComponent(parts.account)}:${encodeURIComponent(parts.peer)}`
  return address as Address
}

/** Reads an address back, or `undefined` when it is not one. */
export function parseAddress(value: string): AddressParts | undefined {
  const [channel, account, peer, ...rest] = value.split(':')
  if (channel === undefined || account === undefined || peer === undefined || rest.length > 0) {
    return undefined
  }
  if (!isChannelName(channel)) return undefined
  try {
    return { channel, account: decodeURIComponent(account), peer: decodeURIComponent(peer) }
  } catch {
    return undefined
  }
}

/** Whether `value` names a channel. */
export function isChannelName(value: unknown): value is ChannelName {
  return CHANNELS.includes(value as ChannelName)
}

/** Takes a string that is known to be a person's pseudonym. */
export function toPersonId(value: string): PersonId {
  return value as PersonId
}
