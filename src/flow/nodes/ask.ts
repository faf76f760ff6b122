import { z } from 'zod'
import { toChoice } from '../choices.ts'
import type { Exit } from '../facts.ts'
import { dateBound, key, nodeName, valueName } from '../fields.ts'
import type { FlowNode, Reading, Scene } from '../flow.ts'
import { matchChoice } from '../input/match-choice.ts'
import { wordsFor } from '../input/words.ts'
import { KIND_NAMES, KINDS, type KindName, type KindReading } from '../kinds/index.ts'
import { asking } from '../show.ts'
import { createNodeType } from './node-type.ts'

const bound = z.union([z.number(), dateBound])

const schema = z
  .strictObject({
    type: z.literal('ask'),
    kind: z.enum(KIND_NAMES).describe('What is asked for.'),
    text: key.describe('Key of the question.'),
    again: key.optional().describe('Key of a second wording, when the answer was not understood.'),
    outside: key.optional().describe('Key of the reply to an answer beyond min or max.'),
    save: valueName.describe('The name under which the answer is kept.'),
    min: bound.optional().describe('The least that is allowed: a number, dirhams, or a day.'),
    max: bound.optional().describe('The most that is allowed.'),
    next: nodeName.optional().describe('The node after it; not for yes-no.'),
    yes: nodeName.optional().describe('The node after a yes.'),
    no: nodeName.optional().describe('The node after a no.'),
    giveUp: nodeName.optional().describe('The node after three answers that were not understood.'),
  })
  .superRefine((fields, context) => {
    const wrong = (path: keyof typeof fields, message: string) =>
      context.addIssue({ code: 'custom', path: [path], input: fields[path], message })
    const { kind } = fields
    if (kind === 'yes-no') {
      if (fields.yes === undefined) wrong('yes', 'a yes-no question needs "yes": the node after it')
      if (fields.no === undefined) wrong('no', 'a yes-no question needs "no": the node after it')
      if (fields.next !== undefined)
        wrong('next', 'a yes-no question has "yes" and "no" instead; remove it')
    } else {
      if (fields.next === undefined)
        wrong('next', 'the node after the answer is missing; write "next: <node>"')
      if (fields.yes !== undefined) wrong('yes', 'only a yes-no question has "yes"; write "next"')
      if (fields.no !== undefined) wrong('no', 'only a yes-no question has "no"; write "next"')
    }
    const expected = KINDS[kind].bounds
    for (const name of ['min', 'max'] as const) {
      const value = fields[name]
      if (value === undefined) continue
      if (expected === 'none') wrong(name, `a question of kind ${kind} has no "${name}"; remove it`)
      const isDate = typeof value === 'string'
      if (expected === 'number' && isDate) wrong(name, `"${name}" must be a number here, like 3`)
      if (expected === 'date' && !isDate) wrong(name, `"${name}" must be a day, like today-2y`)
    }
  })

/**
 * Asks for one thing and keeps it: a text, number, date, amount of money, town, phone number, or a
 * yes or no. An answer that is not understood is asked for again in other words, twice.
 *
 * @example
 * when: { type: ask, kind: date, text: when, again: when-again, save: born, max: today, next: days }
 *
 * @example
 * sure: { type: ask, kind: yes-no, text: sure, save: sure, yes: go, no: end }
 */
export const ask = createNodeType('ask', schema, (fields): FlowNode => {
  const { text, again, outside, save } = fields
  const kind = KINDS[fields.kind]
  const read = (scene: Scene, written: string) =>
    kind.read(written, {
      words: wordsFor(scene.services),
      context: scene.context,
      services: scene.services,
      min: fields.min,
      max: fields.max,
    })
  const choices = (scene: Scene) => (fields.kind === 'yes-no' ? yesNoChoices(scene) : undefined)
  return {
    type: 'ask',
    facts: {
      waits: true,
      speaks: true,
      exits: exitsOf(fields),
      texts: (['text', 'again', 'outside'] as const).flatMap((name) => {
        const used = fields[name]
        return used === undefined ? [] : [{ key: used, path: [name], as: 'message' as const }]
      }),
      reads: [],
      writes: [{ name: save, path: ['save'], shown: kind.shown }],
      giveUp: fields.giveUp,
    },
    enter: (scene) => asking(scene, text, choices(scene)),
    again: (scene, why) => {
      const wording = why === 'outside' ? (outside ?? again ?? text) : (again ?? text)
      return asking(scene, wording, choices(scene))
    },
    answer(scene, input): Reading {
      const reading =
        'option' in input
          ? tapped(fields.kind, input.option)
          : (read(scene, input.text) ?? numbered(scene, input.text, choices(scene)))
      if (reading === undefined) return { type: 'unclear' }
      if (reading === 'outside') return { type: 'outside' }
      const { value, city } = reading
      const to = fields.next ?? (value === true ? fields.yes : fields.no) ?? ''
      const effect = { values: { [save]: value }, way: { type: 'go' as const, to } }
      return { type: 'taken', effect: city === undefined ? effect : { ...effect, city } }
    },
  }
})

function exitsOf(fields: z.output<typeof schema>): readonly Exit[] {
  return (['next', 'yes', 'no'] as const).flatMap((name) => {
    const to = fields[name]
    if (to === undefined) return []
    return [{ to, path: [name], label: name === 'next' ? undefined : name, sets: [fields.save] }]
  })
}

function yesNoChoices(scene: Scene) {
  const label = (key: string) => scene.services.texts.text(scene.context.locale, `words:${key}`)
  return [
    toChoice(scene.flow.flow, scene.node, 'yes', label('yes-label')),
    toChoice(scene.flow.flow, scene.node, 'no', label('no-label')),
  ]
}

function tapped(kind: KindName, option: string): KindReading {
  if (kind !== 'yes-no' || (option !== 'yes' && option !== 'no')) return undefined
  return { value: option === 'yes' }
}

/** A channel without buttons numbers yes and no: "1" is a yes. */
function numbered(
  scene: Scene,
  text: string,
  choices: ReturnType<typeof yesNoChoices> | undefined,
): KindReading {
  const chosen = matchChoice(wordsFor(scene.services), text, choices ?? [])
  return chosen === undefined ? undefined : { value: chosen === choices?.[0] }
}
