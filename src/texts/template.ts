/** A text cut at its values: what stands before the first, its name, what follows, and so on. */
export type Template = readonly string[]

const VALUE = /\{\{(\w+)\}\}/u

/** Reads a text that has values and nothing else; `undefined` where i18next finds more in it. */
export function readTemplate(text: string): Template | undefined {
  const parts = text.split(VALUE)
  const isPlain = parts.every((part, at) => at % 2 === 1 || !/\{\{|\$t\(/u.test(part))
  return isPlain ? parts : undefined
}

/** The text with its values; `undefined` where one is missing. */
export function fillTemplate(
  template: Template,
  values: Readonly<Record<string, string | number>>,
): string | undefined {
  let text = template[0] ?? ''
  for (let at = 1; at < template.length; at += 2) {
    const value = values[template[at] ?? '']
    if (value === undefined) return undefined
    text += `${value}${template[at + 1] ?? ''}`
  }
  return text
}
