/** A test that waits longer for something is broken; ms. */
const LIMIT_MS = 25_000

/** Turns of the loop before it looks less often, so that what is waited for has the processor. */
const EAGER = 200
/** How often it looks then, in ms. */
const PAUSE_MS = 5

/** Lets everything go on until `condition` holds. */
export async function until(condition: () => boolean, what = 'this'): Promise<void> {
  const started = performance.now()
  for (let looked = 0; !condition(); looked++) {
    if (performance.now() - started > LIMIT_MS) throw new Error(`Waited in vain for ${what}`)
    await new Promise((resolve) =>
      looked < EAGER ? setImmediate(resolve) : setTimeout(resolve, PAUSE_MS),
    )
  }
}
