import { isSecret } from '../core/index.ts'

/** A link to the partner's page of one referral ends after so many days. */
export const LINK_DAYS = 60

const DAY_MS = 86_400_000

/** What makes and reads links: a keyed hash, and the moment. */
export interface LinkKey {
  readonly hide: (value: string) => string
  readonly now: number
}

/**
 * The last part of the address of a partner's page: the referral, until when it may be opened, and
 * a signature over both. Whoever has it may say what became of that one referral, and nothing else.
 */
export function toToken(id: string, createdAt: number, hide: LinkKey['hide']): string {
  const until = (createdAt + LINK_DAYS * DAY_MS).toString(36)
  return [id, until, sign(id, until, hide)].join('.')
}

/** What a token leads to. */
export type TokenRead =
  | { readonly type: 'referral'; readonly id: string }
  | { readonly type: 'ended' }
  | { readonly type: 'forged' }

/** Reads a token of {@link toToken}. */
export function readToken(token: string, { hide, now }: LinkKey): TokenRead {
  const [id = '', until = '', signature = '', ...more] = token.split('.')
  const isOurs = more.length === 0 && isSecret(signature, sign(id, until, hide))
  if (!isOurs) return { type: 'forged' }
  return now < Number.parseInt(until, 36) ? { type: 'referral', id } : { type: 'ended' }
}

function sign(id: string, until: string, hide: LinkKey['hide']): string {
  return hide(`partner link ${id} ${until}`)
}
