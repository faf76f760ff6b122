import { createHmac } from 'node:crypto'

/** Seconds for which one code holds; what every authenticator takes when nothing else is said. */
const STEP_S = 30
const DIGITS = 6

/** Codes of the step before and after are taken too: the clocks of telephones are not ours. */
const DRIFT_STEPS = 1

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Length of a secret: as many bytes as SHA-1 gives (RFC 4226, section 4), 32 base32 letters. */
export const SECRET_BYTES = 20

/** The one-time code of a counter (RFC 4226). */
export function hotp(secret: Uint8Array, counter: number, digits = DIGITS): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', secret).update(message).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step that a moment (ms since 1970) lies in (RFC 6238). */
export function toStep(now: number): number {
  return Math.floor(now / 1000 / STEP_S)
}

/**
 * The step whose code was given, later than `after` so that no code is taken twice; `undefined`
 * when it is no code of this time. Spaces and the digits of any script are understood.
 */
export function findStep(
  secret: Uint8Array,
  given: string,
  time: { readonly now: number; readonly after: number },
): number | undefined {
  const code = toDigits(given)
  const current = toStep(time.now)
  for (let step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step += 1) {
    if (step > time.after && hotp(secret, step) === code) return step
  }
  return undefined
}

/** What an authenticator app reads from the QR code. */
export function toOtpauth(name: string, secret: string): string {
  return `otpauth://totp/Dalil:${encodeURIComponent(name)}?secret=${secret}&issuer=Dalil`
}

/** Bytes in base32 without padding (RFC 4648). */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += BASE32[(value >>> bits) & 31] ?? ''
    }
    value &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + (BASE32[(value << (5 - bits)) & 31] ?? '')
}

/** The bytes of a base32 text; `undefined` when it is none. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const letter of text) {
    const number = BASE32.indexOf(letter)
    if (number < 0) return undefined
    value = (value << 5) | number
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >>> bits) & 255)
    value &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}

function toDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/\s/gu, '')
}
