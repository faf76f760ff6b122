import { PHONE_ID } from './graph-api.ts'

type Fields = Readonly<Record<string, unknown>>

/** When all messages were written, ms since 1970. */
export const SENT_AT = 1_749_416_383_000

let nextId = 1

/** A request's body around these parts, as the platform documents it. */
export function notice(value: Fields, field = 'messages', phoneId = PHONE_ID): Fields {
  const metadata = { display_phone_number: '15550783881', phone_number_id: phoneId }
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }],
      },
    ],
  }
}

/** One message of somebody, of this type and with these fields. */
export function message(from: string, type: string, fields: Fields = {}): Fields {
  return { from, id: `wamid.HBgL${nextId++}`, timestamp: String(SENT_AT / 1000), type, ...fields }
}

/** A body with one message. */
export function one(from: string, type: string, fields: Fields = {}): Fields {
  const contacts = [{ profile: { name: 'Somebody' }, wa_id: from }]
  return notice({ contacts, messages: [message(from, type, fields)] })
}

/** A body with one text. */
export function text(from: string, body: string): Fields {
  return one(from, 'text', { text: { body } })
}

/** A body that tells what became of a message of ours. */
export function status(to: string, word: string, code?: number): Fields {
  const errors = code === undefined ? {} : { errors: [{ code, title: `about ${to}` }] }
  const base = { id: 'wamid.1', status: word, timestamp: '1749416384', recipient_id: to }
  return notice({ statuses: [{ ...base, ...errors }] })
}
