/** No text of ours begins with it, and it is allowed in UTF-8. */
const MARK = '\uffff'

/**
 * A text as PostgreSQL takes it. It refuses NUL and half a surrogate pair, which a person or a form
 * may send: such a text is kept as JSON behind a mark.
 */
export function toText(text: string): string {
  const isPlain = !text.includes('\0') && text.isWellFormed() && !text.startsWith(MARK)
  return isPlain ? text : `${MARK}${JSON.stringify(text)}`
}

/** A text that {@link toText} wrote. */
export function fromText(text: string): string {
  return text.startsWith(MARK) ? String(JSON.parse(text.slice(MARK.length))) : text
}
