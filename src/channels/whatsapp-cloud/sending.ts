import { z } from 'zod'
import { type Address, type Opening, type OutboundMessage, parseAddress } from '../../core/index.ts'
import type { Logger, SendResult } from '../../ports/index.ts'
import { reasonOf, toSendResult } from './errors.ts'
import type { Graph } from './graph.ts'
import { type OutboundWords, type Part, type Payload, toParts, type Upload } from './outbound.ts'
import type { SecondTries } from './second-try.ts'
import { filledTemplate, type Templates, templateFor } from './templates.ts'
import type { Window } from './window.ts'

/** What sending works with. */
export interface SendingOptions {
  readonly graph: Graph
  readonly phoneId: string
  readonly window: Window
  readonly words: OutboundWords
  readonly templates: Templates
  readonly defaultLocale: string
  /** Told how each call ended, so that a token that has expired is noticed. */
  readonly onOutcome: (error: unknown) => void
  /** Told what the platform has taken and can be sent again by itself. */
  readonly onTaken: SecondTries['took']
  readonly logger: Logger
}

/** Half-sent messages that are remembered; one more forgets the oldest, which is then sent whole. */
const MAX_REMEMBERED = 1000

const SENT = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) })
const UPLOADED = z.object({ id: z.string() })

/**
 * Makes the `send` of the channel. A message of several parts that was interrupted goes on where it
 * stopped when the same id is sent again. Outside the 24 hours it waits for the person's next word;
 * an approved template may ask them for it.
 */
export function createSending(
  options: SendingOptions,
): (address: Address, message: OutboundMessage, id: string) => Promise<SendResult> {
  const { graph, phoneId, window, words, onOutcome, onTaken, logger } = options
  const sentParts = new Map<string, number>()

  return async (address, message, id) => {
    const to = parseAddress(address)
    if (to?.channel !== 'whatsapp-cloud') {
      return { type: 'failed', reason: 'not an address of the WhatsApp Cloud API' }
    }
    if (to.account !== phoneId) {
      const reason = 'this person wrote to another number than the one in use now'
      return { type: 'failed', reason, why: 'other-account' }
    }
    if (message.type === 'text' && message.opening?.for === 'partner') {
      return await sendFilled(to.peer, message.opening)
    }
    let at = sentParts.get(id) ?? 0
    sentParts.delete(id)
    try {
      if (!(await window.isOpen(address))) return await callBack(to.peer, message)
      const parts = await toParts(message, words)
      let last: string | undefined
      for (const part of parts.slice(at)) {
        last = await sendPart(to.peer, part)
        at++
        if (part.type === 'call' && last !== undefined) {
          onTaken(last, id, { address, message: part.alone })
        }
      }
      onOutcome(undefined)
      return last === undefined ? { type: 'sent' } : { type: 'sent', platformId: last }
    } catch (error) {
      onOutcome(error)
      const outcome = toSendResult(error)
      if (outcome.type === 'away') return await callBack(to.peer, message)
      if (outcome.type === 'retry' && at > 0) remember(id, at)
      return outcome
    }
  }

  /** Nobody there talks with us: a number that cannot be reached is a fault that the staff see. */
  async function sendFilled(
    peer: string,
    opening: Extract<Opening, { readonly for: 'partner' }>,
  ): Promise<SendResult> {
    const template = filledTemplate(opening, options.templates)
    if (template === undefined) {
      const reason = 'WHATSAPP_CLOUD_TEMPLATES names none for partners in this language'
      return { type: 'failed', reason }
    }
    try {
      const platformId = await sendPayload(peer, template)
      onOutcome(undefined)
      return platformId === undefined ? { type: 'sent' } : { type: 'sent', platformId }
    } catch (error) {
      onOutcome(error)
      const outcome = toSendResult(error)
      return outcome.type === 'retry' ? outcome : { type: 'failed', reason: reasonOf(error) }
    }
  }

  async function callBack(peer: string, message: OutboundMessage): Promise<SendResult> {
    const template = templateFor(message, options.templates, options.defaultLocale)
    if (template === undefined) return { type: 'away' }
    try {
      await sendPayload(peer, template)
    } catch (error) {
      onOutcome(error)
      logger.warn('a template of WhatsApp could not be sent', { reason: reasonOf(error) })
    }
    return { type: 'away' }
  }

  async function sendPart(peer: string, part: Part): Promise<string | undefined> {
    if (part.type === 'call') return await sendPayload(peer, part.payload)
    const { upload } = part
    const id = await uploadFile(upload)
    const fileName = upload.as === 'document' ? { filename: upload.fileName } : {}
    const caption = upload.caption === '' ? {} : { caption: upload.caption.toWellFormed() }
    return await sendPayload(peer, {
      type: upload.as,
      [upload.as]: { id, ...fileName, ...caption },
    })
  }

  async function sendPayload(peer: string, payload: Payload): Promise<string | undefined> {
    const answer = await graph.post('messages', {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: peer,
      ...payload,
    })
    return SENT.safeParse(answer).data?.messages[0]?.id
  }

  async function uploadFile({ bytes, mimeType, fileName }: Upload): Promise<string> {
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('type', mimeType)
    form.set('file', new Blob([bytes], { type: mimeType }), fileName)
    return UPLOADED.parse(await graph.post('media', form)).id
  }

  function remember(id: string, parts: number): void {
    sentParts.set(id, parts)
    const oldest = sentParts.keys().next().value
    if (sentParts.size > MAX_REMEMBERED && oldest !== undefined) sentParts.delete(oldest)
  }
}
