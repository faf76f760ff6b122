import {
  CAPACITIES,
  COSTS,
  NEEDS,
  PARTNER_KINDS,
  PARTNER_SCOPES,
  PARTNER_STATUSES,
  TOPICS,
} from '../../../core/index.ts'
import { Folded, type Option, Options, Several, SourceFields } from '../content/fields.tsx'
import { sayContent } from '../content/words.ts'
import { say } from '../page.ts'
import { topicName } from '../questions/words.ts'
import { Contacts } from './contacts.tsx'
import { Checks, OpeningFields } from './opening-fields.tsx'
import type { PartnerView } from './partner-page.tsx'
import { sayPartner } from './words.ts'

/** What a partner is, for whom and where, how it is reached, where that is known from. */
export function PartnerDetails(view: PartnerView) {
  const { page, value } = view
  return (
    <>
      <Folded title={sayPartner(page, 'part.contacts')} isOpen>
        <Contacts page={page} value={value} />
      </Folded>
      <Folded title={sayPartner(page, 'part.kind')}>
        <Kind {...view} />
      </Folded>
      <Folded title={sayPartner(page, 'part.help')}>
        <Help {...view} />
      </Folded>
      <Folded title={sayPartner(page, 'part.place')}>
        <Place {...view} />
      </Folded>
      <Folded title={sayContent(page, 'part.sources')}>
        <p class="hint">{sayContent(page, 'field.source-hint')}</p>
        <SourceFields page={page} sources={value.sources} />
      </Folded>
      <div class="card together">
        <label>
          {sayContent(page, 'field.reviewed')}
          <input type="date" name="reviewed" value={value.reviewed} />
        </label>
      </div>
    </>
  )
}

function Kind({ page, services, value, id }: PartnerView) {
  const others = [...services.knowledge.directory.partners.values()]
    .filter(({ partner, status }) => partner !== id && status !== 'closed')
    .map(({ partner, name }): Option => [partner, name[page.locale]])
    .sort(([, a], [, b]) => a.localeCompare(b, page.locale))
  return (
    <>
      <div class="together">
        <label>
          {say(page, 'changes:part.status')}
          <select name="status">
            <Options
              value={value.status}
              options={PARTNER_STATUSES.map((one) => [one, sayPartner(page, `status.${one}`)])}
            />
          </select>
        </label>
        <label>
          {say(page, 'changes:part.kind')}
          <select name="kind">
            <Options
              value={value.kind}
              options={PARTNER_KINDS.map((one) => [one, sayPartner(page, `kind.${one}`)])}
            />
          </select>
        </label>
      </div>
      <label>
        {sayPartner(page, 'aliases')}
        <textarea name="aliases" rows={4} dir="auto">
          {value.aliases.join('\n')}
        </textarea>
      </label>
      <Several
        {...{ page, name: 'ledOnTo', values: value.ledOnTo, options: others }}
        label={sayPartner(page, 'led-on')}
      />
    </>
  )
}

function Help({ page, services, value }: PartnerView) {
  const { needs, audiences } = services.knowledge.directory
  const named = (names: ReadonlyMap<string, Readonly<Record<string, string>>>, key: string) =>
    names.get(key)?.[page.locale] ?? key
  return (
    <>
      <Checks
        {...{ name: 'topics', label: say(page, 'changes:part.topics'), values: value.topics }}
        options={TOPICS.map((topic) => [topic, topicName(services, page, topic)])}
      />
      <Checks
        {...{ name: 'needs', label: say(page, 'changes:part.needs'), values: value.needs }}
        options={NEEDS.map((need) => [need, named(needs, need)])}
      />
      <Checks
        {...{ name: 'serves', label: say(page, 'changes:part.serves'), values: value.serves }}
        options={[...audiences.keys()].map((one) => [one, named(audiences, one)])}
        hint={sayPartner(page, 'serves-hint')}
      />
      <label>
        {sayPartner(page, 'languages')}
        <textarea name="languages" rows={2} dir="auto">
          {value.languages.join('\n')}
        </textarea>
      </label>
      <div class="together">
        <label>
          {sayPartner(page, 'capacity')}
          <select name="capacity">
            <Options
              value={value.capacity}
              none={sayPartner(page, 'not-known')}
              options={CAPACITIES.map((one) => [one, sayPartner(page, `room.${one}`)])}
            />
          </select>
        </label>
        <label>
          {sayPartner(page, 'cost')}
          <select name="cost">
            <Options
              value={value.cost}
              none={sayPartner(page, 'not-known')}
              options={COSTS.map((one) => [one, sayPartner(page, `price.${one}`)])}
            />
          </select>
        </label>
      </div>
    </>
  )
}

function Place({ page, services, value }: PartnerView) {
  const towns = services.knowledge.directory.towns.all
    .map(({ id, name }): Option => [id, name[page.locale]])
    .sort(([, a], [, b]) => a.localeCompare(b, page.locale))
  return (
    <>
      <label>
        {sayPartner(page, 'scope')}
        <select name="scope">
          <Options
            value={value.place.scope}
            options={PARTNER_SCOPES.map((one) => [one, sayPartner(page, `scope-kind.${one}`)])}
          />
        </select>
      </label>
      <Several
        {...{ page, name: 'cities', values: value.place.cities, options: towns }}
        label={sayPartner(page, 'cities')}
      />
      <OpeningFields page={page} opening={value.opening} />
    </>
  )
}
