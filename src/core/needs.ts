/** The subjects Dalil speaks about; the folders of `content/faq`. */
export const TOPICS = ['work', 'mothers', 'cancer', 'general'] as const

/** One of {@link TOPICS}. */
export type Topic = (typeof TOPICS)[number]

/** What a person may need of a partner. */
export const NEEDS = [
  'auto-entrepreneur',
  'tax',
  'health-cover',
  'residence-permit',
  'refugee-protection',
  'job-search',
  'training',
  'cooperative',
  'project-support',
  'migrant-support',
  'birth-registration',
  'shelter',
  'violence',
  'legal-aid',
  'maintenance',
  'kafala',
  'child-protection',
  'social-aid',
  'school',
  'pregnancy-care',
  'mother-support',
  'disability',
  'cancer-treatment',
  'lodging',
  'treatment-costs',
  'emotional-support',
  'blood',
  'cancer-information',
  'information',
] as const

/** One of {@link NEEDS}. */
export type Need = (typeof NEEDS)[number]
