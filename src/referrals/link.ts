import { isSecret } from '../core/index.ts'

/** A link to the partner's page of one referral ends after so many days. */
export const LINK_DAYS = 60

const DAY_MS = 86_400_000

/** The picture of a slip can be asked for so long after it was given, in ms. */
const PICTURE_MS = DAY_MS

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
  return signed('link', { id, until: createdAt + LINK_DAYS * DAY_MS }, hide)
}

/**
 * The last part of the address of the picture of a slip, on the page of whoever took it. Whoever has
 * it sees what stands on the slip, and not for long.
 */
export function toPictureToken(id: string, { hide, now }: LinkKey): string {
  return signed('picture', { id, until: now + PICTURE_MS }, hide)
}

/** What a token leads to. */
export type TokenRead =
  | { readonly type: 'referral'; readonly id: string }
  | { readonly type: 'ended' }
  | { readonly type: 'forged' }

/** Reads a token of {@link toToken}. */
export function readToken(token: string, key: LinkKey): TokenRead {
  return read('link', token, key)
}

/** Reads a token of {@link toPictureToken}. */
export function readPictureToken(token: string, key: LinkKey): TokenRead {
  return read('picture', token, key)
}

/** What a token is for; one for one thing does nothing for the other. */
type Purpose = 'link' | 'picture'

function read(purpose: Purpose, token: string, { hide, now }: LinkKey): TokenRead {
  const [id = '', until = '', signature = '', ...more] = token.split('.')
  const isOurs = more.length === 0 && isSecret(signature, sign(purpose, id, until, hide))
  if (!isOurs) return { type: 'forged' }
  return now < Number.parseInt(until, 36) ? { type: 'referral', id } : { type: 'ended' }
}

function signed(
  purpose: Purpose,
  { id, until }: { readonly id: string; readonly until: number },
  hide: LinkKey['hide'],
): string {
  const end = until.toString(36)
  return [id, end, sign(purpose, id, end, hide)].join('.')
}

function sign(purpose: Purpose, id: string, until: string, hide: LinkKey['hide']): string {
  return hide(`partner ${purpose} ${id} ${until}`)
}
