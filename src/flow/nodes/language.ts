import { z } from 'zod'
import { isLocale, LOCALES, type Locale } from '../../core/index.ts'
import { toChoice } from '../choices.ts'
import { key, nodeName } from '../fields.ts'
import type { Scene } from '../flow.ts'
import { matchChoice } from '../input/match-choice.ts'
import { wordsFor } from '../input/words.ts'
import { asking } from '../show.ts'
import { createNodeType } from './node-type.ts'

/**
 * Asks for the language, each one in its own words, and goes on in the one that was chosen. It is
 * kept for the whole conversation.
 *
 * @example
 * tongue: { type: language, text: tongue, again: tongue-again, next: end }
 */
export const language = createNodeType(
  'language',
  z.strictObject({
    type: z.literal('language'),
    text: key.describe('Key of the question.'),
    again: key.optional().describe('Key of a second wording, after an answer that fits nothing.'),
    next: nodeName.describe('The node after it.'),
    giveUp: nodeName.optional().describe('The node after three answers that fit nothing.'),
  }),
  ({ text, again, next, giveUp }) => ({
    type: 'language',
    facts: {
      waits: true,
      speaks: true,
      exits: [{ to: next, path: ['next'], sets: [] }],
      texts: [
        { key: text, path: ['text'], as: 'message' },
        ...(again === undefined ? [] : [{ key: again, path: ['again'], as: 'message' as const }]),
      ],
      reads: [],
      writes: [],
      giveUp,
    },
    enter: (scene) => asking(scene, text, choicesOf(scene)),
    again: (scene) => asking(scene, again ?? text, choicesOf(scene)),
    answer(scene, input) {
      const locale = 'option' in input ? input.option : named(scene, input.text)
      if (!isLocale(locale)) return { type: 'unclear' }
      return { type: 'taken', effect: { locale, way: { type: 'go', to: next } } }
    },
  }),
)

function choicesOf(scene: Scene) {
  return LOCALES.map((locale) =>
    toChoice(scene.flow.flow, scene.node, locale, nameOf(scene, locale)),
  )
}

function nameOf({ services }: Scene, locale: Locale): string {
  return services.texts.text(locale, 'common:language.name')
}

/** A number, the name of a language in its own words, or what others call it. */
function named(scene: Scene, text: string): Locale | undefined {
  const { services } = scene
  const choices = LOCALES.map((locale) => ({
    locale,
    label: nameOf(scene, locale),
    words: services.texts.list(locale, 'words:this-language'),
  }))
  return matchChoice(wordsFor(services), text, choices)?.locale
}
