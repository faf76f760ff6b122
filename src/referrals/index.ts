/**
 * People who are sent to a partner: the slip and its code, the link by which the partner says what
 * became of them, and contacts that do not answer. Whom to send where is the matter of `partners/`.
 */
export { CODE_COUNT, codeFrom, readCode } from './code.ts'
export { createPartnerDoors, type Looked, type PartnerDoors } from './doors.ts'
export { LINK_DAYS, readPictureToken, readToken, toPictureToken, toToken } from './link.ts'
export {
  createReferralOverview,
  type FailedLetter,
  type PartnerOutcome,
  type ReferralOverview,
} from './overview.ts'
export { hiddenCode, openReferral, REFERRAL_PURPOSE, sealReferral } from './records.ts'
export {
  ASK_DAYS,
  ASK_LATE_DAYS,
  isNotice,
  localeOf,
  MAX_SLIPS,
  type NoticeWays,
  needAt,
  noticeAddress,
  noticeOf,
  questionOf,
  type Referral,
  SAME_SLIP_DAYS,
  takesSlips,
  templateLocaleOf,
} from './referral.ts'
export { contactKey, type SilentContact } from './silent.ts'
export { createSilentBook, type SilentBook } from './silent-book.ts'
export { createSlipPrinter, type Slip } from './slip.ts'
export { changeableUntil, type PartnerSaid } from './words.ts'
