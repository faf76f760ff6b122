/**
 * Messages of the association to people who asked for them: who writes, who approves, how fast they
 * go out, and how that ended.
 */
export { ALONE, type Announcements, type Change, createAnnouncements } from './announcements.ts'
export { audienceCode, listKey, MAX_SUBSCRIPTIONS, NEWS_TOPICS, parseAudience } from './audience.ts'
export { type AnnouncementDraft, MAX_DAYS, MAX_TEXT } from './draft.ts'
export { type AnnouncementPace, announcementPaces, intervalOf } from './pace.ts'
export { type Progress, progressOf, waitingIn } from './progress.ts'
