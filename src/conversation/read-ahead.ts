import { askedOf } from './run-turn.ts'
import type { SecondThread } from './second-thread.ts'
import type { TurnServices } from './services.ts'
import type { EncodedText, TurnInput } from './turn.ts'

/** A text by an encoder from outside; `undefined` where it is not there, or not in time. */
export type Encode = (text: string) => Promise<EncodedText | undefined>

/** Who finds out something of a message before its turn, in other threads. */
export interface Ahead {
  /** Encodes what a message asks, where the matcher was trained with an encoder from outside. */
  readonly encode?: Encode | undefined
  /** Says what a message is about, where so many write at once that a second thread is worth it. */
  readonly second?: SecondThread | undefined
}

/** What was found out of a message before its turn. */
export type ReadAhead = Pick<TurnInput, 'encoded' | 'understood'>

const NOTHING: ReadAhead = {}

/**
 * What other threads say of a message, where they are asked at all: a turn itself waits for nothing.
 * `undefined` at once where nobody is asked.
 */
export function readAhead(
  services: TurnServices,
  input: TurnInput,
  { encode, second }: Ahead,
): Promise<ReadAhead> | undefined {
  if (encode !== undefined && services.matcher.encoderId !== undefined) {
    return encoded(services, input, encode)
  }
  const { session, content } = input
  // A tap says what it means, and what answers a flow is mostly understood by the flow itself.
  const isPlain = content.type === 'choice' || session.flow !== undefined
  return second === undefined || isPlain ? undefined : understood(services, input, second)
}

async function encoded(
  services: TurnServices,
  input: TurnInput,
  encode: Encode,
): Promise<ReadAhead> {
  const text = askedFor(services, input)?.text ?? ''
  const question = text === '' ? '' : services.courtesies.read(text).rest
  const vector = question === '' ? undefined : await encode(question)
  return vector === undefined ? NOTHING : { encoded: vector }
}

function understood(
  services: TurnServices,
  input: TurnInput,
  second: SecondThread,
): Promise<ReadAhead> | undefined {
  const asked = askedFor(services, input)
  const by = services.madeOf
  if (asked === undefined || asked.text === '') return undefined
  const { text, previousLabel } = asked
  return second.read(by, asked)?.then((one) => {
    if (one === undefined) return NOTHING
    const { card, match } = one
    return { understood: { card, match, text, previousLabel, by } }
  })
}

/** What breaks here breaks in the turn too, which knows what to say then. */
function askedFor(services: TurnServices, input: TurnInput) {
  try {
    return askedOf(services, input)
  } catch {
    return undefined
  }
}
