import { z } from 'zod'

/** Who answers for what is kept, as the data-protection notice names them. */
export interface AssociationConfig {
  readonly name?: string | undefined
  /** Where to write about one's data: an address, an e-mail, a number. */
  readonly contact?: string | undefined
  /** The number under which the processing was declared to the CNDP. */
  readonly cndpNumber?: string | undefined
}

/** Its settings, as part of all. */
export const ASSOCIATION_SETTINGS = {
  ASSOCIATION_NAME: z.string().max(200).optional(),
  ASSOCIATION_CONTACT: z.string().max(300).optional(),
  CNDP_NUMBER: z.string().max(100).optional(),
} as const

/** All settings as they were read. */
type Read = z.infer<z.ZodObject<typeof ASSOCIATION_SETTINGS>>

/** What is read with {@link ASSOCIATION_SETTINGS} as one value. */
export function associationOf(read: Read): AssociationConfig {
  return {
    name: read.ASSOCIATION_NAME,
    contact: read.ASSOCIATION_CONTACT,
    cndpNumber: read.CNDP_NUMBER,
  }
}
