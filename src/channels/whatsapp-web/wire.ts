import { z } from 'zod'
import type { WireMessage } from './client.ts'
import type { Ring } from './rings.ts'

/** The fields of the library's message that are read here; all else may change as it likes. */
const MESSAGE = z.object({
  id: z.object({
    id: z.string(),
    remote: z.string().optional(),
    _serialized: z.string().optional(),
  }),
  from: z.string(),
  to: z.string().nullish(),
  fromMe: z.boolean().nullish(),
  type: z.string(),
  body: z.string().nullish(),
  /** Seconds since 1970, as far as there are dates. */
  timestamp: z.number().transform((seconds) => Math.min(Math.max(seconds, 0), 8.64e12)),
  duration: z.coerce.number().nullish().catch(undefined),
  isStatus: z.boolean().nullish(),
  broadcast: z.boolean().nullish(),
  latestEditSenderTimestampMs: z.number().nullish(),
  location: z
    .object({ latitude: z.coerce.number(), longitude: z.coerce.number() })
    .nullish()
    .catch(undefined),
  _data: z
    .object({
      caption: z.string().nullish(),
      parentMsgKey: z.object({ id: z.string() }).nullish(),
    })
    .nullish()
    .catch(undefined),
})

/** Reads a message of the library; `undefined` where it is not one. */
export function parseWire(value: unknown): WireMessage | undefined {
  const parsed = MESSAGE.safeParse(value)
  if (!parsed.success) return undefined
  const { id, from, to, type, timestamp, location, _data: data, ...rest } = parsed.data
  const fromMe = rest.fromMe === true
  const edited = rest.latestEditSenderTimestampMs ?? undefined
  const album = data?.parentMsgKey?.id
  return {
    id: id.id,
    chat: id.remote ?? (fromMe ? (to ?? '') : from),
    fromMe,
    type,
    body: wordsOf(type, rest.body ?? '', data?.caption ?? ''),
    sentAt: timestamp * 1000,
    toMany: rest.isStatus === true || rest.broadcast === true,
    ...(edited === undefined ? {} : { editedAt: edited }),
    ...(album === undefined ? {} : { album }),
    ...(location ? { place: location } : {}),
    ...soundOf(type, id._serialized, rest.duration ?? undefined),
  }
}

const CALL = z.object({
  id: z.string(),
  from: z.union([
    z.string(),
    z.object({ _serialized: z.string() }).transform((wid) => wid._serialized),
  ]),
  fromMe: z.boolean().nullish(),
  isGroup: z.boolean().nullish(),
})

/** Reads a call of the library; `undefined` where it is not a person who rings. */
export function parseCall(value: unknown): Ring | undefined {
  const parsed = CALL.safeParse(value)
  if (!parsed.success || parsed.data.fromMe === true || parsed.data.isGroup === true)
    return undefined
  return { id: parsed.data.id, chat: parsed.data.from }
}

/** Voice messages and sounds can be asked for by the whole id, which holds the number. */
function soundOf(type: string, reference: string | undefined, seconds: number | undefined) {
  if (reference === undefined || (type !== 'ptt' && type !== 'audio')) return {}
  return { sound: seconds === undefined ? { reference } : { reference, seconds } }
}

/** The body of what is not a text is a thumbnail or a card as data: only its caption is words. */
function wordsOf(type: string, body: string, caption: string): string {
  return type === 'chat' ? body : caption
}
