import { z } from 'zod'

/** By whom letters to partners are carried. */
export interface MailConfig {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string
  /** Who writes: an address, or a name and an address in angle brackets. */
  readonly from: string
}

/** Its settings, as part of all. */
export const MAIL_SETTINGS = {
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/u,
      error: 'must be like smtps://user:password@mail.example.org:465',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u, {
      error: 'must be an address, like Dalil <dalil@example.org>',
    })
    .optional(),
} as const

/** One fault where one of the two settings is given without the other. */
export function missingForMail(given: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(MAIL_SETTINGS)
  const missing = names.filter((name) => given[name] === undefined)
  if (missing.length !== 1) return []
  const [name] = missing
  return [`${name} is needed with ${names.find((one) => one !== name)}.`]
}

/** All settings as they were read. */
type Read = z.infer<z.ZodObject<typeof MAIL_SETTINGS>>

/** What is read with {@link MAIL_SETTINGS} as one value; `undefined` where it is switched off. */
export function mailOf({ SMTP_URL: url, MAIL_FROM: from }: Read): MailConfig | undefined {
  return url === undefined || from === undefined ? undefined : { url, from }
}
