import { questionOf } from './run-turn.ts'
import type { TurnServices } from './services.ts'
import type { EncodedText, TurnInput } from './turn.ts'

/** A text by an encoder from outside; `undefined` where it is not there, or not in time. */
export type Encode = (text: string) => Promise<EncodedText | undefined>

/** The message as the encoder sees it, where there is one: a turn itself waits for nothing. */
export async function encoded(
  services: TurnServices,
  input: Omit<TurnInput, 'slip'>,
  encode: Encode | undefined,
): Promise<EncodedText | undefined> {
  if (encode === undefined || services.matcher.encoderId === undefined) return undefined
  // What is asked does not depend on what a slip would be called.
  const any = { ...input, slip: { id: '', code: '' } }
  const question = safely(() => questionOf(services, any)) ?? ''
  return question === '' ? undefined : await encode(question)
}

/** What breaks here breaks in the turn too, which knows what to say then. */
function safely<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
