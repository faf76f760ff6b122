import type { FlowChoice } from './step.ts'

/** What a button of a flow says when it comes back. */
export interface ChoiceData {
  /** Which question it belongs to. */
  readonly question: string
  readonly option: string
}

/** A short name for one question of one flow, so that a tap on an older one is recognised. */
export function questionId(flow: string, node: string): string {
  // FNV-1a, 32 bits: short and the same everywhere; nothing depends on its being unguessable.
  let hash = 0x811c9dc5
  for (const character of `${flow}/${node}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(36).padStart(7, '0')
}

/** Builds a choice; its data is at most 40 bytes for options of at most 30 characters. */
export function toChoice(flow: string, node: string, option: string, label: string): FlowChoice {
  return { data: `f:${questionId(flow, node)}:${option}`, label: label === '' ? option : label }
}

/** Reads the data of a choice back, or `undefined` when it is not one of a flow. */
export function parseChoiceData(data: string): ChoiceData | undefined {
  const [kind, question, option, ...rest] = data.split(':')
  if (kind !== 'f' || question === undefined || option === undefined || rest.length > 0) {
    return undefined
  }
  return { question, option }
}
