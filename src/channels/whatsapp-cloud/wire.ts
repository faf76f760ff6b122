import { z } from 'zod'

/** Fields that a newer version may bring in another shape are left out rather than refused. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const CAPTIONED = optional(z.object({ caption: optional(z.string()) }))
const ID = optional(z.object({ id: z.string() }))

/** Seconds since 1970, as far as there are dates. */
const SECONDS = z.coerce.number().transform((seconds) => Math.min(Math.max(seconds, 0), 8.64e12))

const MESSAGE = z.object({
  id: z.string(),
  /** The person's number, digits only. */
  from: z.string().regex(/^\d+$/u),
  timestamp: SECONDS,
  type: z.string(),
  group_id: optional(z.string()),
  text: optional(z.object({ body: z.string() })),
  image: CAPTIONED,
  video: CAPTIONED,
  document: CAPTIONED,
  audio: ID,
  location: optional(z.object({ latitude: z.coerce.number(), longitude: z.coerce.number() })),
  button: optional(z.object({ payload: optional(z.string()), text: optional(z.string()) })),
  interactive: optional(z.object({ button_reply: ID, list_reply: ID })),
  edit: optional(
    z.object({ message: optional(z.object({ text: optional(z.object({ body: z.string() })) })) }),
  ),
})

const STATUS = z.object({
  /** That of the message, as the platform gave it when it was sent. */
  id: optional(z.string()),
  status: z.string(),
  timestamp: SECONDS,
  /** Whom the message was for, digits only. */
  recipient_id: optional(z.string()),
  errors: optional(z.array(z.object({ code: z.number() }))),
})

const VALUE = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  messages: optional(z.array(z.unknown())),
  statuses: optional(z.array(z.unknown())),
})

const NOTICE = z.object({
  entry: z.array(z.object({ changes: optional(z.array(z.unknown())) })),
})

const CHANGE = z.object({ field: z.literal('messages'), value: VALUE })

/** A message of a person, with what is read of it here. */
export type WireMessage = z.infer<typeof MESSAGE>

/** What became of a message of ours. */
export type WireStatus = z.infer<typeof STATUS>

/** What one request of the webhook brings for our number, in order. */
export interface Notice {
  readonly messages: readonly WireMessage[]
  readonly statuses: readonly WireStatus[]
  /** Parts of a shape that is not known here, which are passed over. */
  readonly unknown: number
}

/** Reads the body of a request; `undefined` where it is none of the platform's. */
export function parseNotice(body: string, phoneId: string): Notice | undefined {
  const notice = NOTICE.safeParse(parseJson(body))
  if (!notice.success) return undefined
  const changes = notice.data.entry.flatMap((entry) => entry.changes ?? [])
  const read = changes.map((change) => CHANGE.safeParse(change))
  const values = read.flatMap((change) => (change.success ? [change.data.value] : []))
  const ours = values.filter(({ metadata }) => metadata.phone_number_id === phoneId)
  const messages = ours
    .flatMap((value) => value.messages ?? [])
    .map((one) => MESSAGE.safeParse(one))
  const statuses = ours.flatMap((value) => value.statuses ?? []).map((one) => STATUS.safeParse(one))
  const all = [...read, ...messages, ...statuses]
  return {
    messages: messages.flatMap((one) => (one.success ? [one.data] : [])),
    statuses: statuses.flatMap((one) => (one.success ? [one.data] : [])),
    unknown: all.filter(({ success }) => !success).length,
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
