import { directionOf, isolateFor, type Locale } from '../../../core/index.ts'
import { LANGUAGE_TAG } from '../../language.ts'

/** Bold, links and the rest, as the chat page parts them. */
const PARTS = /(\*[^*\n]+\*|https?:\/\/[^\s\u2066-\u2069]+)/u

/** A message as the chat page shows it to people: its direction, bold, links, paragraphs. */
export function Bubble(props: {
  readonly text: string
  readonly locale: Locale
  /** It is what the person wrote. */
  readonly mine?: boolean
}) {
  const { text, locale, mine } = props
  const blocks = isolateFor(text.trim(), locale).split(/\n{2,}/u)
  return (
    <div
      class={mine === true ? 'bubble mine' : 'bubble'}
      dir={directionOf(locale)}
      lang={LANGUAGE_TAG[locale]}
    >
      {blocks.map((block) => (
        <p>{block.split(PARTS).map(toPart)}</p>
      ))}
    </div>
  )
}

function toPart(part: string) {
  if (/^\*[^*]+\*$/u.test(part)) return <strong>{part.slice(1, -1)}</strong>
  if (/^https?:\/\//u.test(part)) {
    return (
      <a href={part} rel="noreferrer noopener" target="_blank">
        {part}
      </a>
    )
  }
  return part
}
