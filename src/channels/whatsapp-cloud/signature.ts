import { createHmac } from 'node:crypto'
import { isSecret } from '../../core/index.ts'

/**
 * Whether a body comes from the platform: `X-Hub-Signature-256` is the HMAC of its raw bytes under
 * the app secret. A wrong signature takes as long as a right one.
 */
export function isSigned(body: Uint8Array, header: string | undefined, secret: string): boolean {
  const digest = createHmac('sha256', secret).update(body).digest('hex')
  return isSecret(header, `sha256=${digest}`)
}
