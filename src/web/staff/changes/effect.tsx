import type { TurnServices } from '../../../conversation/index.ts'
import type { ContentChange, OverrideRecord } from '../../../ports/index.ts'
import type { Accuracy, Compared, Effect, PreviewStep, Switched } from '../../../review/index.ts'
import { type PageContext, say } from '../page.ts'
import { FaultList } from './faults.tsx'
import { labelTitle } from './words.ts'

interface EffectProps {
  readonly page: PageContext
  readonly services: TurnServices
  readonly change: ContentChange
}

/** Where it is shown, as it becomes known, what a change would do. */
export function EffectFrame(props: {
  readonly page: PageContext
  readonly record: OverrideRecord
}) {
  const { page, record } = props
  return (
    <section
      class="card"
      id="effect"
      data-effect={`/staff/changes/${encodeURIComponent(record.id)}/effect`}
    >
      <h2>{say(page, 'changes:effect.title')}</h2>
      <div data-part="progress">
        <noscript>
          <p class="hint">{say(page, 'changes:effect.script')}</p>
        </noscript>
      </div>
      <div data-part="answers" role="status" />
      <div data-part="accuracy" role="status" />
    </section>
  )
}

/** The part of the frame that a step is shown in, and what is shown there. */
export function showStep(props: EffectProps, step: PreviewStep) {
  const { page } = props
  switch (step.type) {
    case 'waiting':
      return { part: 'progress', body: <p>{say(page, 'changes:effect.waiting')}</p> }
    case 'progress':
      return { part: 'progress', body: <Progress page={page} share={step.share} /> }
    case 'refused':
      return { part: 'answers', body: <FaultList page={page} faults={step.faults} /> }
    case 'effect':
      return { part: 'answers', body: <Answers {...props} effect={step.effect} /> }
    case 'accuracy':
      return { part: 'accuracy', body: <Measured page={page} accuracy={step.accuracy} /> }
    case 'failed':
      return { part: 'answers', body: <p>{say(page, 'changes:effect.failed')}</p> }
  }
}

function Progress({ page, share }: { readonly page: PageContext; readonly share: number }) {
  const percent = Math.floor(share * 100)
  const words = say(page, 'changes:effect.working', { percent })
  return (
    <>
      <p>{words}</p>
      <progress max={100} value={percent} aria-label={words} />
      <p class="hint">{say(page, 'changes:effect.leave')}</p>
    </>
  )
}

function Answers(props: EffectProps & { readonly effect: Effect }) {
  const { page, effect } = props
  if (!effect.learns) return <p>{say(page, 'changes:effect.unlearnt')}</p>
  const { phrasings, questions } = effect
  return (
    <>
      <p class="hint">
        {say(page, 'changes:effect.compared', {
          ...{ phrasings: phrasings.compared, questions: questions.compared },
        })}
      </p>
      <Switches {...props} name="known" compared={phrasings} />
      <Switches {...props} name="past" compared={questions} />
    </>
  )
}

function Switches(
  props: EffectProps & { readonly name: 'known' | 'past'; readonly compared: Compared },
) {
  const { page, name, compared } = props
  const { switched, shown } = compared
  return (
    <>
      <h3>{say(page, `changes:effect.${name}`, { count: switched })}</h3>
      {switched === 0 ? null : (
        <ul class="changes">
          {shown.map((one) => (
            <Switch {...props} switched={one} />
          ))}
        </ul>
      )}
      {switched <= shown.length ? null : (
        <p class="hint">{say(page, 'changes:effect.more', { count: switched - shown.length })}</p>
      )}
    </>
  )
}

function Switch(props: EffectProps & { readonly switched: Switched }) {
  const { page, switched } = props
  const { text, before, after, group } = switched
  return (
    <li>
      {group === undefined ? (
        <bdi>{text}</bdi>
      ) : (
        <a href={`/staff/groups/${encodeURIComponent(group)}`}>
          <bdi>{text}</bdi>
        </a>
      )}
      <p class="meta">
        {say(page, 'changes:effect.before', { answer: labelTitle(props, before) })}
        <br />
        {say(page, 'changes:effect.after', { answer: labelTitle(props, after) })}
      </p>
    </li>
  )
}

function Measured({ page, accuracy }: { readonly page: PageContext; readonly accuracy: Accuracy }) {
  const { folds, before, after } = accuracy
  const percent = (share: number) =>
    new Intl.NumberFormat(page.locale === 'fr' ? 'fr' : 'en', {
      ...{ minimumFractionDigits: 1, maximumFractionDigits: 1 },
    }).format(share * 100)
  return (
    <>
      <h3>{say(page, 'changes:effect.accuracy')}</h3>
      <p>
        {say(page, 'changes:effect.accuracy-line', {
          ...{ folds, before: percent(before), after: percent(after) },
        })}
      </p>
    </>
  )
}
