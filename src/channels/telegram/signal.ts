import type { Api } from 'grammy'

/** grammY's types name the polyfill of `abort-controller`; at run time it takes Node's own signal. */
export function toGrammySignal(signal: AbortSignal): Parameters<Api['getUpdates']>[1] {
  return signal as Parameters<Api['getUpdates']>[1]
}

/** Makes a pause that ends early, without an error, when `signal` does. */
export function createPause(
  sleep: (ms: number) => Promise<void>,
  signal: AbortSignal,
): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done)
        resolve()
      }
      if (signal.aborted) return resolve()
      signal.addEventListener('abort', done)
      void sleep(ms).then(done)
    })
}
