import type { SendMailOptions } from 'nodemailer'
import { type OutboundMessage, textOf, withoutDirectionMarks } from '../../core/index.ts'

/** What a letter is made of. */
export interface LetterParts {
  readonly from: string
  /** One address; whatever stands in it names nobody else. */
  readonly to: string
  readonly message: OutboundMessage
  readonly id: string
}

/**
 * A message as a letter: the first line is its subject. The same id makes the same letter, so that
 * one sent twice may be shown once.
 */
export function letterOf({ from, to, message, id }: LetterParts): SendMailOptions {
  const [subject = '', ...lines] = textOf(message).split('\n')
  const host = /@([^\s<>@]+)>?$/u.exec(from)?.[1] ?? 'localhost'
  return {
    from,
    to: { name: '', address: to },
    subject: withoutDirectionMarks(subject),
    text: lines.join('\n').trim(),
    // So that no mail program finds an address broken over two lines.
    textEncoding: 'base64',
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
