import type { ContactValue, PartnerValue } from '../../../content/index.ts'
import { CONFIDENCES, CONTACT_TYPES } from '../../../core/index.ts'
import { Options } from '../content/fields.tsx'
import { sayContent } from '../content/words.ts'
import { type PageContext, say } from '../page.ts'
import { sayPartner } from './words.ts'

/** How a partner is reached, by people and by Dalil, in its form. */
export function Contacts({
  page,
  value,
}: {
  readonly page: PageContext
  readonly value: PartnerValue
}) {
  return (
    <>
      <p class="hint">{sayPartner(page, 'contact-hint')}</p>
      {[...value.contacts, NO_CONTACT].map((contact, at) => (
        <ContactFields page={page} contact={contact} at={at} />
      ))}
      <label>
        {sayPartner(page, 'telegram-chat')}
        <input
          {...{ name: 'telegramChat', value: value.telegramChat, dir: 'ltr', maxlength: 20 }}
          aria-describedby="telegram-hint"
        />
      </label>
      <p class="hint" id="telegram-hint">
        {sayPartner(page, 'telegram-hint')}
      </p>
    </>
  )
}

const NO_CONTACT: ContactValue = {
  ...{ type: 'phone', value: '', source: { title: '', url: '', date: '', confidence: '' } },
}

function ContactFields(props: {
  readonly page: PageContext
  readonly contact: ContactValue
  readonly at: number
}) {
  const { page, contact, at } = props
  const { source } = contact
  return (
    <fieldset class="source">
      <legend>{sayPartner(page, 'contact', { number: at + 1 })}</legend>
      <div class="together">
        <label>
          {sayPartner(page, 'contact-type')}
          <select name="contact-type">
            <Options
              value={contact.type}
              options={CONTACT_TYPES.map((one) => [one, sayPartner(page, `contact-kind.${one}`)])}
            />
          </select>
        </label>
        <label>
          {sayPartner(page, 'contact-value')}
          <input name="contact-value" value={contact.value} dir="auto" maxlength={300} />
        </label>
        <label>
          {sayPartner(page, 'checked-on')}
          <input name="contact-date" value={source.date} dir="ltr" maxlength={20} />
        </label>
        <label>
          {say(page, 'desk:act.entry-confidence')}
          <select name="contact-confidence">
            <Options
              value={source.confidence || '1'}
              options={CONFIDENCES.map((one) => [one, say(page, `desk:confidence.${one}`)])}
            />
          </select>
        </label>
        <label>
          {sayPartner(page, 'contact-source')}
          <input name="contact-title" value={source.title} dir="auto" maxlength={300} />
        </label>
        <label>
          {sayContent(page, 'field.source-url')}
          <input name="contact-url" value={source.url} dir="ltr" maxlength={500} />
        </label>
      </div>
    </fieldset>
  )
}
