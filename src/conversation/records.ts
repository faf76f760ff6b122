import { createSession, type Locale, type OutboundMessage, type Session } from '../core/index.ts'
import type { PlainText, QuestionRecord, Sealer } from '../ports/index.ts'
import { REFERRAL_PURPOSE } from '../referrals/index.ts'
import type { SecondThread } from './second-thread.ts'
import type { KeptQuestion } from './turn.ts'

/** What a sealed text is about; opening it for something else fails. */
export const PURPOSES = {
  address: 'address',
  session: 'session',
  message: 'message',
  question: 'question',
  reminder: 'reminder',
  subscription: 'subscription',
  referral: REFERRAL_PURPOSE,
} as const

/** Reads a session that was kept, or starts anew where it cannot be read any more. */
export function openSession(
  sealer: Sealer,
  sealed: string | undefined,
  fallback: { readonly locale: Locale; readonly now: number },
): Session {
  if (sealed === undefined) return createSession(fallback.locale, fallback.now)
  try {
    const value: unknown = JSON.parse(sealer.open(sealed, PURPOSES.session))
    if (isSession(value)) return { ...createSession(value.locale, value.createdAt), ...value }
  } catch {
    // A key that was lost or a record that was damaged must not silence the person.
  }
  return createSession(fallback.locale, fallback.now)
}

/** Seals a session for the store. */
export function sealSession(sealer: Sealer, session: Session): string {
  return sealIt(sealer, plainSession(session))
}

/** A session before it is sealed. */
export function plainSession(session: Session): PlainText {
  return { text: JSON.stringify(session), purpose: PURPOSES.session }
}

function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'schema' in value && value.schema === 1
}

/** Seals a message for the outbox. */
export function sealMessage(sealer: Sealer, message: OutboundMessage): string {
  return sealIt(sealer, plainMessage(message))
}

/** A message before it is sealed; the bytes of pictures and documents go as base64. */
export function plainMessage(message: OutboundMessage): PlainText {
  const plain =
    'bytes' in message
      ? { ...message, bytes: Buffer.from(message.bytes).toString('base64') }
      : message
  return { text: JSON.stringify(plain), purpose: PURPOSES.message }
}

/** Seals texts, by the other thread where there is one that has the time. */
export async function sealAll(
  sealer: Sealer,
  second: SecondThread | undefined,
  texts: readonly PlainText[],
): Promise<readonly string[]> {
  const sealed = await second?.seal(texts)
  return sealed?.length === texts.length ? sealed : texts.map((text) => sealIt(sealer, text))
}

function sealIt(sealer: Sealer, { text, purpose }: PlainText): string {
  return sealer.seal(text, purpose)
}

/** Opens a message of the outbox. @throws DalilError `privacy:unsealable`. */
export function openMessage(sealer: Sealer, sealed: string): OutboundMessage {
  const message = JSON.parse(sealer.open(sealed, PURPOSES.message))
  if (typeof message.bytes !== 'string') return message
  return { ...message, bytes: new Uint8Array(Buffer.from(message.bytes, 'base64')) }
}

/** A question that was passed on, as the person may read it; what cannot be opened is left out. */
export function openQuestion(sealer: Sealer, { thread }: QuestionRecord): KeptQuestion {
  return {
    messages: thread.flatMap(({ from, text, at }) => {
      try {
        return [{ from, text: sealer.open(text, PURPOSES.question), at }]
      } catch {
        return []
      }
    }),
  }
}
