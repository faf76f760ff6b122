/**
 * What counts how much. A partner in the person's town comes before one of the whole country, that
 * before one more than about 200 km away; an answer's own list comes before nearness, but only as
 * far as people travel; one that may have ended comes last.
 */
export const WEIGHT = {
  need: 100,
  topic: 40,
  preferred: 70,
  preferredStep: -10,
  inTown: 60,
  inRegion: 50,
  nearby: 45,
  national: 30,
  audience: 30,
  presumedAudience: 15,
  otherAudience: -20,
  contact: 8,
  unverified: -60,
  paused: -60,
} as const
