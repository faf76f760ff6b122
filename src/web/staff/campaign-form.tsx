import { type CampaignDraft, MAX_NAME } from '../../campaigns/index.ts'
import { LOCALES, TOPICS } from '../../core/index.ts'
import { CAMPAIGN_CHANNELS } from '../../ports/index.ts'
import { type CampaignPage, sayCampaign } from './campaign-words.ts'
import { Layout } from './layout.tsx'
import { Outcome, Token } from './page-parts.tsx'

/** The form that makes a campaign or changes one. */
export function CampaignFormPage(
  props: CampaignPage & {
    readonly draft: CampaignDraft
    /** The campaign that is changed; a new one has none yet. */
    readonly of?: { readonly code: string; readonly revision: number } | undefined
    readonly flows: readonly string[]
    readonly problem?: string | undefined
  },
) {
  const { page, names, draft, of } = props
  const say = (key: string) => sayCampaign(page, key)
  const name = (kind: 'topic' | 'locale' | 'flow') => (value: string) =>
    names(kind, value, page.locale)
  return (
    <Layout page={page} title={say(of === undefined ? 'new' : 'edit')}>
      <Outcome problem={props.problem} />
      <form
        method="post"
        action={of === undefined ? '/staff/campaigns' : `/staff/campaigns/${of.code}`}
        class="card narrow"
      >
        <Token page={page} />
        {of === undefined ? null : (
          <input type="hidden" name="revision" value={String(of.revision)} />
        )}
        <label>
          {say('field.name')}
          <input name="name" value={draft.name} required maxlength={MAX_NAME} dir="auto" />
        </label>
        <p class="hint">{say('field.name-hint')}</p>
        <Choice
          {...{ label: say('field.topic'), name: 'topic', chosen: draft.topic ?? '' }}
          {...{ none: say('field.topic-none'), values: TOPICS, nameOf: name('topic') }}
        />
        <Choice
          {...{ label: say('field.flow'), name: 'flow', chosen: draft.flow ?? '' }}
          {...{ none: say('field.flow-none'), values: props.flows, nameOf: name('flow') }}
        />
        <Choice
          {...{ label: say('field.locale'), name: 'locale', chosen: draft.locale }}
          {...{ values: LOCALES, nameOf: name('locale') }}
        />
        <Choice
          {...{ label: say('field.channel'), name: 'channel', chosen: draft.channel }}
          {...{ values: CAMPAIGN_CHANNELS, nameOf: (one) => say(`channel.${one}`) }}
        />
        <label>
          {say('field.place')}
          <input name="place" value={draft.place ?? ''} maxlength={MAX_NAME} dir="auto" />
        </label>
        <div class="row">
          <label>
            {say('field.from')}
            <input type="date" name="from" value={draft.from} required />
          </label>
          <label>
            {say('field.until')}
            <input type="date" name="until" value={draft.until ?? ''} />
          </label>
        </div>
        <div class="actions">
          <button type="submit">{say(of === undefined ? 'create' : 'save')}</button>
          <a class="button quiet" href={`/staff/campaigns${of === undefined ? '' : `/${of.code}`}`}>
            {say('cancel')}
          </a>
        </div>
      </form>
    </Layout>
  )
}

function Choice(props: {
  readonly label: string
  readonly name: string
  readonly chosen: string
  /** The words for choosing nothing, where that can be. */
  readonly none?: string
  readonly values: readonly string[]
  readonly nameOf: (value: string) => string
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        {props.none === undefined ? null : <option value="">{props.none}</option>}
        {props.values.map((value) => (
          <option value={value} selected={value === props.chosen}>
            {props.nameOf(value)}
          </option>
        ))}
      </select>
    </label>
  )
}
