import { z } from 'zod'
import { LOCALES } from '../../core/index.ts'
import { toChoice } from '../choices.ts'
import { key, nodeName, optionId, valueName } from '../fields.ts'
import type { Scene } from '../flow.ts'
import { matchChoice } from '../input/match-choice.ts'
import { wordsFor } from '../input/words.ts'
import { asking, keyOf, textIn } from '../show.ts'
import { createNodeType } from './node-type.ts'

const option = z.strictObject({
  id: optionId.describe('What is saved.'),
  text: key.describe('Key of what stands on the button.'),
  words: key.optional().describe('Key of a list of other words for it.'),
  next: nodeName.describe('The node after it.'),
})

type Option = z.output<typeof option>

/**
 * Lets the person choose: buttons, or a numbered list where the channel has none. Answered by a
 * tap, a number in any script, the label, one of its words, or something near.
 *
 * @example
 * where:
 *   type: choose
 *   text: where
 *   save: where
 *   options:
 *     - { id: hospital, text: where-hospital, words: where-hospital-words, next: papers }
 *     - { id: home, text: where-home, next: witnesses }
 */
export const choose = createNodeType(
  'choose',
  z.strictObject({
    type: z.literal('choose'),
    text: key.describe('Key of the question.'),
    again: key.optional().describe('Key of a second wording, after an answer that fits nothing.'),
    save: valueName.optional().describe('The name under which the id of the option is kept.'),
    options: z.array(option).min(2, 'must have at least two options; add one, or use say'),
    giveUp: nodeName.optional().describe('The node after three answers that fit nothing.'),
  }),
  ({ text, again, save, options, giveUp }) => ({
    type: 'choose',
    facts: {
      waits: true,
      speaks: true,
      exits: [
        ...options.map((one, index) => ({
          to: one.next,
          path: ['options', index, 'next'],
          label: one.id,
          sets: save === undefined ? [] : [save],
        })),
      ],
      texts: [
        { key: text, path: ['text'], as: 'message' },
        ...(again === undefined ? [] : [{ key: again, path: ['again'], as: 'message' as const }]),
        ...options.flatMap((one, index) => [
          { key: one.text, path: ['options', index, 'text'], as: 'label' as const },
          ...(one.words === undefined
            ? []
            : [{ key: one.words, path: ['options', index, 'words'], as: 'words' as const }]),
        ]),
      ],
      reads: [],
      writes:
        save === undefined
          ? []
          : [{ name: save, path: ['save'], shown: { type: 'option', labels: labelsOf(options) } }],
      giveUp,
      options: options.map((one) => one.id),
    },
    enter: (scene) => asking(scene, text, choicesOf(scene, options)),
    again: (scene) => asking(scene, again ?? text, choicesOf(scene, options)),
    answer(scene, input) {
      const chosen =
        'option' in input
          ? options.find((one) => one.id === input.option)
          : named(scene, input.text, options)
      if (chosen === undefined) return { type: 'unclear' }
      const values = save === undefined ? {} : { [save]: chosen.id }
      return { type: 'taken', effect: { values, way: { type: 'go', to: chosen.next } } }
    },
  }),
)

function choicesOf(scene: Scene, options: readonly Option[]) {
  return options.map((one) =>
    toChoice(scene.flow.flow, scene.node, one.id, textIn(scene, one.text)),
  )
}

/** In the words of the conversation's language, else in those of another: people mix them. */
function named(scene: Scene, text: string, options: readonly Option[]): Option | undefined {
  const { locale } = scene.context
  for (const one of [locale, ...LOCALES.filter((other) => other !== locale)]) {
    const found = namedIn({ ...scene, context: { ...scene.context, locale: one } }, text, options)
    if (found !== undefined) return found
  }
  return undefined
}

function namedIn(scene: Scene, text: string, options: readonly Option[]): Option | undefined {
  const { services, context, flow } = scene
  const choices = options.map((one) => ({
    option: one,
    label: textIn(scene, one.text),
    words:
      one.words === undefined ? [] : services.texts.list(context.locale, keyOf(flow, one.words)),
  }))
  return matchChoice(wordsFor(services), text, choices)?.option
}

function labelsOf(options: readonly Option[]): ReadonlyMap<string, string> {
  return new Map(options.map((one) => [one.id, one.text]))
}
