/** Samples a second that models of speech were taught with. */
export const SPEECH_RATE = 16_000

/** Half of what the filter looks at, in samples of the result. */
const REACH = 8

/**
 * Brings samples down to {@link SPEECH_RATE}, without what would be heard as another pitch: a low
 * pass (a windowed sinc) before every third sample is taken.
 */
export function toSpeechRate(samples: Float32Array, rate: number): Float32Array {
  const step = rate / SPEECH_RATE
  const half = Math.round(REACH * step)
  const filter = Float32Array.from({ length: 2 * half + 1 }, (_, at) =>
    lowPass(at - half, step, half),
  )
  const sum = filter.reduce((all, value) => all + value, 0)
  const brought = new Float32Array(Math.floor(samples.length / step))
  for (let n = 0; n < brought.length; n++) {
    const middle = Math.round(n * step)
    let value = 0
    for (let at = -half; at <= half; at++) {
      value += (samples[middle + at] ?? 0) * (filter[at + half] ?? 0)
    }
    brought[n] = value / sum
  }
  return brought
}

function lowPass(at: number, step: number, half: number): number {
  const x = (Math.PI * at) / step
  const window = 0.5 + 0.5 * Math.cos((Math.PI * at) / (half + 1))
  return (at === 0 ? 1 : Math.sin(x) / x) * window
}
