import type { Locale, Need, Partner, Topic } from '../core/index.ts'

/** What somebody looks for. */
export interface PartnerQuery {
  readonly need: Need
  readonly locale: Locale
  readonly topic?: Topic | undefined
  /** Id of the town the person lives in or near. */
  readonly town?: string | undefined
  readonly coordinates?: { readonly latitude: number; readonly longitude: number } | undefined
  /** Whom the person belongs to, an id of `content/audiences.yaml`. */
  readonly audience?: string
  /** The moment of asking, ms since 1970: whether it is open then. */
  readonly now?: number
  /** Partners that the answer itself names, best first. */
  readonly prefer?: readonly string[]
}

/** Why a partner stands where it stands; the best reason comes first. */
export type Reason =
  | { readonly type: 'in-town'; readonly town: string }
  /** Nobody who fits is nearer to the person's town. */
  | { readonly type: 'nearest'; readonly town: string; readonly km: number }
  | { readonly type: 'away'; readonly km: number }
  | { readonly type: 'in-region'; readonly region: string }
  | { readonly type: 'national' }
  | { readonly type: 'serves'; readonly audience: string }
  | { readonly type: 'speaks' }
  | { readonly type: 'free' }
  | { readonly type: 'open-now' }
  | { readonly type: 'closed-now' }
  | { readonly type: 'few' }
  | { readonly type: 'full' }
  | { readonly type: 'preferred' }
  | { readonly type: 'unverified' }
  | { readonly type: 'paused' }

/** A partner that fits, and why. */
export interface RankedPartner {
  readonly partner: Partner
  readonly score: number
  readonly reasons: readonly Reason[]
  readonly distanceKm?: number
}
