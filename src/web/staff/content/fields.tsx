import type { Child } from 'hono/jsx'
import type { SourceValue } from '../../../content/index.ts'
import { CONFIDENCES } from '../../../core/index.ts'
import { type PageContext, say } from '../page.ts'
import { sayContent } from './words.ts'

/** A value to choose, and its name. */
export type Option = readonly [value: string, name: string]

/** A list of things to choose from, with what a value says that is not in it any more. */
export function Options(props: {
  readonly options: readonly Option[]
  readonly value: string
  /** The words for choosing nothing, where that can be. */
  readonly none?: string
}) {
  const { options, value, none } = props
  const isStray = value !== '' && !options.some(([one]) => one === value)
  return (
    <>
      {none === undefined ? null : <option value="">{none}</option>}
      {isStray ? (
        <option value={value} selected>
          {value}
        </option>
      ) : null}
      {options.map(([one, name]) => (
        <option value={one} selected={one === value}>
          {name}
        </option>
      ))}
    </>
  )
}

/** The name that something new is kept under, in addresses and files. */
export function NameField(props: {
  readonly page: PageContext
  readonly name: string
  readonly value: string
}) {
  const { page, name, value } = props
  return (
    <label>
      {sayContent(page, 'new.name')}
      <input
        name={name}
        value={value}
        required
        dir="ltr"
        maxlength={60}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        aria-describedby="name-hint"
      />
      <span class="hint" id="name-hint">
        {sayContent(page, 'new.name-hint')}
      </span>
    </label>
  )
}

/** Several choices in an order: those that were made, and one more. */
export function Several(props: {
  readonly page: PageContext
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly values: readonly string[]
  readonly options: readonly Option[]
}) {
  const { page, name, label, hint, values, options } = props
  return (
    <fieldset class="several">
      <legend>{label}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {[...values, ''].map((value, at) => (
        <select name={name} aria-label={`${label} ${at + 1}`}>
          <Options options={options} value={value} none={sayContent(page, 'field.nothing')} />
        </select>
      ))}
    </fieldset>
  )
}

/** A part of a form that is opened when it is needed. */
export function Folded(props: {
  readonly title: string
  readonly isOpen?: boolean
  readonly children: Child
}) {
  return (
    <details class="card panel" open={props.isOpen === true}>
      <summary>{props.title}</summary>
      <div class="fields">{props.children}</div>
    </details>
  )
}

/** Where the facts come from, one line each, and one line more. */
export function SourceFields(props: {
  readonly page: PageContext
  readonly sources: readonly SourceValue[]
  readonly prefix?: string
}) {
  const { page, sources, prefix = 'source' } = props
  const empty = { title: '', url: '', date: '', confidence: '' }
  return (
    <>
      {[...sources, empty].map((source, at) => (
        <fieldset class="source">
          <legend>{sayContent(page, 'field.source', { number: at + 1 })}</legend>
          <SourceField {...{ page, source, prefix, name: 'title' }} />
          <SourceField {...{ page, source, prefix, name: 'url' }} />
          <div class="together">
            <SourceField {...{ page, source, prefix, name: 'date' }} />
            <label>
              {say(page, 'desk:act.entry-confidence')}
              <select name={`${prefix}-confidence`}>
                <Options
                  value={source.confidence || '1'}
                  options={CONFIDENCES.map((one) => [one, say(page, `desk:confidence.${one}`)])}
                />
              </select>
            </label>
          </div>
        </fieldset>
      ))}
    </>
  )
}

function SourceField(props: {
  readonly page: PageContext
  readonly source: SourceValue
  readonly prefix: string
  readonly name: 'title' | 'url' | 'date'
}) {
  const { page, source, prefix, name } = props
  return (
    <label>
      {sayContent(page, `field.source-${name}`)}
      <input
        name={`${prefix}-${name}`}
        value={source[name]}
        dir={name === 'title' ? 'auto' : 'ltr'}
        maxlength={500}
      />
    </label>
  )
}
