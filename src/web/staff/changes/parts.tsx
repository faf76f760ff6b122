import type { ChangedPart } from '../../../content/index.ts'
import type { TurnServices } from '../../../conversation/index.ts'
import { CONFIDENCES, directionOf, isLocale } from '../../../core/index.ts'
import { type PageContext, say } from '../page.ts'
import { languageName } from '../questions/words.ts'

/** The parts of an entry and of a partner that have a name for people. */
const NAMED = [
  ...['title', 'answers', 'phrasings', 'topic', 'group', 'need', 'partners', 'confirm', 'flow'],
  ...['related', 'sources', 'reviewed', 'expires', 'status', 'kind', 'name', 'aliases', 'does'],
  ...['topics', 'needs', 'serves', 'place', 'languages', 'opening', 'capacity', 'cost'],
  ...['contacts', 'telegramChat', 'via', 'ledOnTo'],
]

/** Steps below them: of sources, of contacts, of a place. */
const STEPS = ['title', 'url', 'date', 'confidence', 'type', 'value', 'source', 'scope', 'cities']

interface PartsProps {
  readonly page: PageContext
  readonly services: TurnServices
}

/** What a change says, part by part: what goes, what comes. */
export function Parts(props: PartsProps & { readonly parts: readonly ChangedPart[] }) {
  const { page, parts } = props
  if (parts.length === 0) return <p class="hint">{say(page, 'changes:same')}</p>
  return (
    <dl class="parts">
      {parts.map(({ path, before, after }) => {
        const locale = path.find(isLocale)
        const direction = locale === undefined ? undefined : directionOf(locale)
        return (
          <div>
            <dt>{partName(page, path)}</dt>
            {before.map((text) => (
              <dd lang={locale} dir={direction}>
                <del>
                  <bdi>{valueName(props, path, text)}</bdi>
                </del>
              </dd>
            ))}
            {after.map((text) => (
              <dd lang={locale} dir={direction}>
                <ins>
                  <bdi>{valueName(props, path, text)}</bdi>
                </ins>
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
  const more = rest.flatMap((step) => {
    if (isLocale(step)) return languageName(page, step)
    if (STEPS.includes(step)) return say(page, `changes:step.${step}`)
    const number = Number(step)
    if (Number.isNaN(number)) return step
    return number === 0 ? [] : String(number + 1)
  })
  return [name, ...more].join(' · ')
}

/** What stands for something else is shown by its name. */
function valueName({ page, services }: PartsProps, path: readonly string[], value: string): string {
  const { menu, directory, entries } = services.knowledge
  const { locale } = page
  const last = path.at(-1) ?? ''
  switch (last === 'confidence' ? last : path[0]) {
    case 'confidence':
      return CONFIDENCES.some((one) => one === value)
        ? say(page, `desk:confidence.${value}`)
        : value
    case 'topic':
    case 'topics':
      return menu.find(({ topic }) => topic === value)?.title[locale] ?? value
    case 'group': {
      const groups = menu.flatMap((topic) => topic.groups)
      return groups.find(({ group }) => group === value)?.title[locale] ?? value
    }
    case 'need':
    case 'needs':
      return [...directory.needs].find(([need]) => need === value)?.[1][locale] ?? value
    case 'partners':
    case 'confirm':
    case 'ledOnTo':
      return directory.partners.get(value)?.name[locale] ?? value
    case 'related':
      return entries.get(value)?.title[locale] ?? value
    default:
      return value.trim()
  }
}
