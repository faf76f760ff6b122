import fc from 'fast-check'

/** How often each property is tried: briefly with the other tests, at length by `npm run fuzz`. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 150)

/** A property at length may take its time, also where others use the machine. */
export const TIMEOUT_MS = Math.max(30_000, RUNS * 60)

/** Text as nobody writes it: any code unit, controls, direction marks, lone surrogates, long runs. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
    .map((codes) => String.fromCharCode(...codes)),
  fc.string({ maxLength: 20 }).map((text) => text.repeat(400)),
)

/** Whatever JSON can hold, with keys that platforms use and keys that hurt. */
export function hostileJson(keys: readonly string[]): fc.Arbitrary<unknown> {
  const key = fc.oneof(
    fc.constantFrom(...keys, '__proto__', 'constructor', 'toString', ''),
    fc.string({ maxLength: 8 }),
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      hostileText,
      fc.constantFrom(null, true, false, 0, -1, 1e308, '', 'private', 'text'),
      fc.integer(),
      fc.double(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6, noNullPrototype: true }),
    ),
  }))
  return value
}
