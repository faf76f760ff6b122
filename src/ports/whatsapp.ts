/** Why WhatsApp cannot be used at the moment; it is tried again by itself. */
export type WhatsAppLoss =
  /** The browser was closed, killed, or could not be started. */
  | 'browser'
  /** The page did not get ready, or no longer answers. */
  | 'hanging'
  /** WhatsApp could not be reached. */
  | 'network'
  /** WhatsApp waits for the phone, which is off or has no network. */
  | 'phone'
  /** The page has changed, so that the library does not find its way about in it. */
  | 'changed'
  /** The same connection was opened elsewhere. */
  | 'conflict'
  /** Nobody scanned the code for a long time. */
  | 'unscanned'

/** Why WhatsApp does not let us in; somebody has to do something. */
export type WhatsAppRefusal =
  /** The account was blocked or its terms are to be accepted on the phone. */
  | 'blocked'
  /** WhatsApp wants a newer version. */
  | 'version'
  /** The phone did not accept the connection. */
  | 'denied'
  /** There is no browser on this machine. */
  | 'no-browser'

/** Where the connection of WhatsApp by way of a phone stands. */
export type WhatsAppPairing =
  | { readonly type: 'starting' }
  /** `code` is to be shown as a QR code; `unlinked`: a phone was connected and has thrown us out. */
  | { readonly type: 'waiting'; readonly code: string; readonly unlinked: boolean }
  | { readonly type: 'connected'; readonly since: number }
  | { readonly type: 'lost'; readonly reason: WhatsAppLoss; readonly since: number }
  | { readonly type: 'refused'; readonly reason: WhatsAppRefusal }

/** A message that the official API had taken and could not deliver. */
export interface LateFailure {
  /** ms since 1970. */
  readonly at: number
  /** The code of the platform. */
  readonly code: number
  readonly reason: 'unreachable' | 'unwanted' | 'window' | 'busy' | 'refused'
  /** The question that the team had written about to this person. */
  readonly question?: string | undefined
}

/** What became of the messages that the official API had taken, over all runs. */
export interface WhatsAppDeliveries {
  readonly sent: number
  readonly delivered: number
  readonly read: number
  readonly failed: number
  /** The newest first. */
  readonly failures: readonly LateFailure[]
}

/** What the staff workspace sees of WhatsApp by way of a phone. */
export interface WhatsAppLine {
  pairing(): WhatsAppPairing
  /** Since when it has been without the phone, once that is so long that the staff must know. */
  awaySince(): number | undefined
  /** Calls `listener` whenever the pairing changes; the returned function ends that. */
  onPairing(listener: () => void): () => void
  /** Tries again at once, with a new code where one is needed. */
  reconnect(): void
}
