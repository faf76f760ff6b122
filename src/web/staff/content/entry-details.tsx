import { say } from '../page.ts'
import type { EntryView } from './entry-page.tsx'
import { Folded, type Option, Options, Several, SourceFields } from './fields.tsx'
import { sayContent } from './words.ts'

/** Where an entry stands, whom it names, where it comes from, until when it holds. */
export function EntryDetails(view: EntryView) {
  const { page, value } = view
  return (
    <>
      <Folded title={sayContent(page, 'part.place')}>
        <Place {...view} />
      </Folded>
      <Folded title={sayContent(page, 'part.names')}>
        <Names {...view} />
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
        <label>
          {sayContent(page, 'field.expires')}
          <input type="date" name="expires" value={value.expires} />
        </label>
        <label class="check">
          <input type="checkbox" name="incomplete" value="1" checked={value.incomplete} />
          <span>{sayContent(page, 'field.incomplete')}</span>
        </label>
      </div>
    </>
  )
}

function Place({ page, services, value }: EntryView) {
  const { menu, directory, flows, texts } = services.knowledge
  const place = `${value.topic}/${value.group}`
  return (
    <>
      <label>
        {sayContent(page, 'field.place')}
        <select name="place">
          {menu.map(({ topic, title, groups }) => (
            <optgroup label={title[page.locale]}>
              {groups.map((one) => (
                <option
                  value={`${topic}/${one.group}`}
                  selected={place === `${topic}/${one.group}`}
                >
                  {one.title[page.locale]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        {say(page, 'desk:act.entry-need')}
        <select name="need">
          <Options
            value={value.need}
            options={[...directory.needs].map(([need, name]) => [need, name[page.locale]])}
          />
        </select>
      </label>
      <label>
        {sayContent(page, 'field.flow')}
        <select name="flow">
          <Options
            value={value.flow}
            none={sayContent(page, 'field.nothing')}
            options={[...flows.keys()].map((flow) => [
              flow,
              texts.text(page.locale, `flow-${flow}:title`) || flow,
            ])}
          />
        </select>
      </label>
    </>
  )
}

function Names({ page, services, value, id }: EntryView) {
  const { directory, entries } = services.knowledge
  const byName = ([, a]: Option, [, b]: Option) => a.localeCompare(b, page.locale)
  const partners = [...directory.partners.values()]
    .filter(({ status }) => status !== 'closed')
    .map(({ partner, name }): Option => [partner, name[page.locale]])
    .sort(byName)
  const others = [...entries.values()]
    .filter(({ entry }) => entry !== id)
    .map(({ entry, title }): Option => [entry, title[page.locale]])
    .sort(byName)
  return (
    <>
      <Several
        {...{ page, name: 'partners', values: value.partners, options: partners }}
        label={sayContent(page, 'field.partners')}
        hint={sayContent(page, 'field.partners-hint')}
      />
      <Several
        {...{ page, name: 'confirm', values: value.confirm, options: partners }}
        label={say(page, 'desk:act.entry-confirm')}
      />
      <Several
        {...{ page, name: 'related', values: value.related, options: others }}
        label={sayContent(page, 'field.related')}
      />
    </>
  )
}
