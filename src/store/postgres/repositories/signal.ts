import type { SignalSender } from '../../../ports/index.ts'
import type { Scope } from '../scope.ts'

export function createSignalSender(scope: Scope): SignalSender {
  return { send: (signal) => scope.tell(signal) }
}
