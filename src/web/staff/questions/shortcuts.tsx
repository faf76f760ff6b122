import { type PageContext, say } from '../page.ts'

const IN_LIST = [
  ['j k', 'move'],
  ['Enter', 'open'],
  ['z', 'undo'],
] as const

const IN_GROUP = [
  ['r', 'answer'],
  ['p', 'phrasing'],
  ['n', 'entry'],
  ['x', 'refer'],
  ['i', 'ignore'],
  ['t', 'take'],
  ['o', 'note'],
  ['z', 'undo'],
  ['b', 'back'],
] as const

/** The keys of a page, which whoever needs single keys for something else can switch off. */
export function ShortcutHelp(props: { readonly page: PageContext; readonly inGroup?: boolean }) {
  const { page } = props
  const keys = props.inGroup === true ? IN_GROUP : IN_LIST
  return (
    <section class="card keys" data-keys hidden>
      <h2>{say(page, 'desk:keys.title')}</h2>
      <dl>
        {keys.map(([key, word]) => (
          <div>
            <dt>
              {key.split(' ').map((one) => (
                <kbd>{one}</kbd>
              ))}
            </dt>
            <dd>{say(page, `desk:keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" data-keys-on checked />
        {say(page, 'desk:keys.on')}
      </label>
    </section>
  )
}
