/** A test that waits longer for something is broken; ms. */
const LIMIT_MS = 10_000

/** Lets everything go on until `condition` holds. */
export async function until(condition: () => boolean, what = 'this'): Promise<void> {
  const started = performance.now()
  while (!condition()) {
    if (performance.now() - started > LIMIT_MS) throw new Error(`Waited in vain for ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
