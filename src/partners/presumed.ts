import type { Need } from '../core/index.ts'

const MIGRANTS = ['migrants', 'regularised-migrants', 'refugees']
const MOTHERS = ['single-mothers', 'women', 'pregnant-women']
const VICTIMS = ['women-victims', 'women']
const CHILDREN = ['children', 'abandoned-children']
const SICK_CHILDREN = ['children-with-cancer']
const WORKERS = ['job-seekers', 'young-people', 'project-holders']

/**
 * Whom somebody with a need belongs to even though they did not say so (ids of
 * `content/audiences.yaml`). A partner that serves only others stands behind: who asks for legal
 * aid is not sent to an association of refugees unless they are one. A need that is not here says
 * nothing about the person.
 */
export const PRESUMED: Partial<Readonly<Record<Need, readonly string[]>>> = {
  'auto-entrepreneur': WORKERS,
  'job-search': WORKERS,
  training: WORKERS,
  cooperative: WORKERS,
  'project-support': WORKERS,
  'residence-permit': MIGRANTS,
  'refugee-protection': ['refugees'],
  'migrant-support': ['migrants'],
  'birth-registration': MOTHERS,
  shelter: MOTHERS,
  'mother-support': MOTHERS,
  'pregnancy-care': ['pregnant-women'],
  violence: VICTIMS,
  'legal-aid': ['women', 'low-income'],
  maintenance: ['women'],
  kafala: ['kafala-parents', 'abandoned-children'],
  'child-protection': CHILDREN,
  school: CHILDREN,
  disability: ['disabled-children'],
  'social-aid': ['low-income'],
  'cancer-treatment': SICK_CHILDREN,
  lodging: SICK_CHILDREN,
  'treatment-costs': SICK_CHILDREN,
  'cancer-information': SICK_CHILDREN,
}
