/** The longest voice message that is listened to, in seconds. */
export const MAX_SECONDS = 90
