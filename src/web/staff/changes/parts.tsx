import type { ChangedPart } from '../../../content/index.ts'
import { directionOf, isLocale } from '../../../core/index.ts'
import { type PageContext, say } from '../layout.tsx'
import { languageName } from '../questions/words.ts'

/** The parts of an entry and of a partner that have a name for people. */
const NAMED = [
  ...['title', 'answers', 'phrasings', 'topic', 'group', 'need', 'partners', 'confirm', 'flow'],
  ...['related', 'sources', 'reviewed', 'expires', 'status', 'kind', 'name', 'aliases', 'does'],
  ...['topics', 'needs', 'serves', 'place', 'languages', 'contacts', 'via', 'ledOnTo'],
]

/** What a change says, part by part: what goes, what comes. */
export function Parts(props: {
  readonly page: PageContext
  readonly parts: readonly ChangedPart[]
}) {
  const { page, parts } = props
  if (parts.length === 0) return <p class="hint">{say(page, 'changes:same')}</p>
  return (
    <dl class="parts">
      {parts.map(({ path, before, after }) => {
        const locale = path.find(isLocale)
        const direction = locale === undefined ? 'auto' : directionOf(locale)
        return (
          <div>
            <dt>{partName(page, path)}</dt>
            {before.map((text) => (
              <dd lang={locale} dir={direction}>
                <del>{text.trim()}</del>
              </dd>
            ))}
            {after.map((text) => (
              <dd lang={locale} dir={direction}>
                <ins>{text.trim()}</ins>
              </dd>
            ))}
          </div>
        )
      })}
    </dl>
  )
}

/** The name of a part of an entry or a partner, by its path. */
export function partName(page: PageContext, path: readonly string[]): string {
  const [first = '', ...rest] = path
  const name = NAMED.includes(first) ? say(page, `changes:part.${first}`) : first
  const more = rest.map((step) => {
    if (isLocale(step)) return languageName(page, step)
    return /^\d+$/u.test(step) ? String(Number(step) + 1) : step
  })
  return [name, ...more].join(' · ')
}
