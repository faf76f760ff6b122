import {
  MAX_ANSWER_LENGTH,
  MAX_GROUP,
  MAX_TITLE_LENGTH,
  type MenuGroup,
} from '../../../content/index.ts'
import { CONFIDENCES, type Entry, LOCALES, type Locale, type Topic } from '../../../core/index.ts'
import { type PageContext, say } from '../page.ts'
import { Token } from '../page-parts.tsx'
import type { PanelProps } from './group-page.tsx'
import { ActionPanel, typedIn, waitingByLocale, wordingsOf } from './panel.tsx'
import { guessesOf, languageName } from './words.ts'

/** How long an answer holds unless somebody says otherwise, in days. */
const HOLDS_DAYS = 180

/** Writing an answer that does not exist yet, in one locale. */
export function EntryPanel(props: PanelProps & { readonly today: string }) {
  const { page, group, typed, services } = props
  const wordings = wordingsOf(group)
  const near = guessesOf(services, wordings[0]?.text ?? '')[0]
  const main = waitingByLocale(group)[0]?.[0] ?? 'fr'
  const locale = typedIn(typed, 'entry', 'locale', main)
  const field = (name: string, otherwise = '') => typedIn(typed, 'entry', name, otherwise)
  const own = wordings.filter((one) => one.locale === main).map(({ text }) => text)
  return (
    <ActionPanel page={page} name="entry" shortcut="n" isOpen={typed?.panel === 'entry'}>
      <p class="hint">{say(page, 'desk:act.entry-hint')}</p>
      <form method="post" action={`/staff/groups/${encodeURIComponent(group.group)}/entry`}>
        <Token page={page} />
        <label>
          {say(page, 'desk:act.entry-locale')}
          <select name="locale">
            {LOCALES.map((one) => (
              <option value={one} selected={one === locale}>
                {languageName(page, one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say(page, 'desk:act.entry-title')}
          <input
            name="title"
            value={field('title')}
            dir="auto"
            maxlength={MAX_TITLE_LENGTH}
            required
          />
        </label>
        <label>
          {say(page, 'desk:act.entry-answer')}
          <textarea name="answer" rows={6} dir="auto" maxlength={MAX_ANSWER_LENGTH} required>
            {field('answer')}
          </textarea>
        </label>
        <label>
          {say(page, 'desk:act.entry-phrasings')}
          <textarea name="phrasings" rows={4} dir="auto" required>
            {field('phrasings', own.join('\n'))}
          </textarea>
        </label>
        <PlaceField {...props} chosen={field('place', placeNear(props.services, near))} />
        <NeedField {...props} chosen={field('need', near?.need)} />
        <SourceFields page={page} field={field} today={props.today} />
        <ConfirmField {...props} chosen={field('confirm')} />
        <button type="submit">{say(page, 'desk:act.entry-submit')}</button>
      </form>
    </ActionPanel>
  )
}

/** The group of an entry; where that is full, the next of its subject that is not. */
function placeNear({ knowledge }: PanelProps['services'], near: Entry | undefined): string {
  const topic = knowledge.menu.find((one) => one.topic === near?.topic)
  const groups = (topic?.groups ?? []).filter((one) => !isFull(one))
  const group = groups.find((one) => one.group === near?.group) ?? groups[0]
  return `${topic?.topic}/${group?.group}`
}

function PlaceField({ page, services, chosen }: PanelProps & { readonly chosen: string }) {
  return (
    <label>
      {say(page, 'desk:act.entry-place')}
      <select name="place">
        {services.knowledge.menu.map(({ topic, title, groups }) => (
          <optgroup label={title[page.locale]}>
            {groups.map((one) => {
              const value = `${topic satisfies Topic}/${one.group}`
              return (
                <option value={value} selected={value === chosen} disabled={isFull(one)}>
                  {one.title[page.locale]}
                </option>
              )
            })}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

/** The checks refuse one more entry in such a group: its menu would not fit a screen. */
function isFull({ entries }: MenuGroup): boolean {
  return entries.length >= MAX_GROUP
}

function NeedField({ page, services, chosen }: PanelProps & { readonly chosen: string }) {
  return (
    <label>
      {say(page, 'desk:act.entry-need')}
      <select name="need">
        {[...services.knowledge.directory.needs].map(([need, name]) => (
          <option value={need} selected={need === chosen}>
            {name[page.locale]}
          </option>
        ))}
      </select>
    </label>
  )
}

function SourceFields(props: {
  readonly page: PageContext
  readonly field: (name: string, otherwise?: string) => string
  readonly today: string
}) {
  const { page, field, today } = props
  return (
    <div class="together">
      <label>
        {say(page, 'desk:act.entry-source')}
        <input name="source" value={field('source')} dir="auto" required />
      </label>
      <label>
        {say(page, 'desk:act.entry-source-date')}
        <input
          name="source-date"
          value={field('source-date', today.slice(0, 7))}
          pattern="\d{4}(-\d{2}){0,2}|n\.d\."
          dir="ltr"
          required
        />
      </label>
      <label>
        {say(page, 'desk:act.entry-confidence')}
        <select name="confidence">
          {CONFIDENCES.map((one) => (
            <option value={one} selected={one === field('confidence', '1')}>
              {say(page, `desk:confidence.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(page, 'desk:act.entry-expires')}
        <input type="date" name="expires" value={field('expires', later(today))} required />
      </label>
    </div>
  )
}

function ConfirmField({ page, services, chosen }: PanelProps & { readonly chosen: string }) {
  return (
    <label>
      {say(page, 'desk:act.entry-confirm')}
      <select name="confirm">
        <option value="">{say(page, 'desk:act.entry-confirm-none')}</option>
        {openPartners(services, page.locale).map(([id, name]) => (
          <option value={id} selected={id === chosen}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The partners people can be sent to, by name. */
export function openPartners(
  services: PanelProps['services'],
  locale: Locale,
): readonly (readonly [string, string])[] {
  return [...services.knowledge.directory.partners.values()]
    .filter(({ status }) => status === 'open')
    .map(({ partner, name }) => [partner, name[locale]] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, locale === 'ary' ? 'ar' : locale))
}

function later(today: string): string {
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + HOLDS_DAYS)
  return day.toISOString().slice(0, 10)
}
