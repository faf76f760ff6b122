import { questionOf } from './run-turn.ts'
import type { TurnServices } from './services.ts'
import type { EncodedText, TurnInput } from './turn.ts'

/** A text by an encoder from outside; `undefined` where it is not there, or not in time. */
export type Encode = (text: string) => Promise<EncodedText | undefined>

/** The turn with its message as the encoder sees it: a turn itself waits for nothing. */
export async function encoded(
  services: TurnServices,
  input: TurnInput,
  encode: Encode | undefined,
): Promise<TurnInput> {
  if (encode === undefined || services.matcher.encoderId === undefined) return input
  const question = safely(() => questionOf(services, input)) ?? ''
  const vector = question === '' ? undefined : await encode(question)
  return vector === undefined ? input : { ...input, encoded: vector }
}

/** What breaks here breaks in the turn too, which knows what to say then. */
function safely<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
