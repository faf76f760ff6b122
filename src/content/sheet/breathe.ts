/** Lets those who write meanwhile be answered between two steps that take their time. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
