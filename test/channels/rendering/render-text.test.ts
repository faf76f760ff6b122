import { describe, expect, it } from 'vitest'
import { CHANNEL_LIMITS } from '../../../src/channels/limits.ts'
import { numbered, renderText } from '../../../src/channels/rendering/index.ts'
import type { Choice } from '../../../src/core/index.ts'

const LIMITS = { ...CHANNEL_LIMITS.telegram, choices: 3, choiceLength: 12, dataBytes: 16 }
const YES: Choice = { data: 'p:yes', label: 'Oui' }
const NO: Choice = { data: 'p:no', label: 'Non' }

function render(choices: readonly Choice[], limits = LIMITS) {
  return renderText({ type: 'text', text: 'Alors ?', direction: 'ltr', choices }, limits)
}

describe('renderText', () => {
  it('shows choices that fit as buttons', () => {
    expect(render([YES, NO])).toEqual({ parts: ['Alors ?'], buttons: [YES, NO] })
  })

  it('numbers choices where there are too many', () => {
    expect(render([YES, NO, YES, NO])).toEqual({
      parts: ['Alors ?\n1. Oui\n2. Non\n3. Oui\n4. Non'],
      buttons: [],
    })
  })

  it('numbers all choices where one label is too long', () => {
    expect(render([YES, { data: 'x', label: 'Beaucoup trop long' }])).toEqual({
      parts: ['Alors ?\n1. Oui\n2. Beaucoup trop long'],
      buttons: [],
    })
  })

  it('counts the data of a button in bytes', () => {
    expect(render([{ data: 'éééééééé', label: 'A' }]).buttons).toHaveLength(1)
    expect(render([{ data: 'ééééééééé', label: 'A' }]).buttons).toHaveLength(0)
  })

  it('numbers everything on a channel without buttons', () => {
    expect(render([YES], { ...LIMITS, choices: 0 }).parts).toEqual(['Alors ?\n1. Oui'])
  })

  it('puts the buttons under the last part of a long text', () => {
    const text = `${'Une phrase de plus. '.repeat(300)}Alors ?`
    const rendered = renderText(
      { type: 'text', text, direction: 'ltr', choices: [YES] },
      CHANNEL_LIMITS.telegram,
    )

    expect(rendered.parts).toHaveLength(2)
    expect(rendered.parts.at(-1)?.endsWith('Alors ?')).toBe(true)
    expect(rendered.buttons).toEqual([YES])
  })
})

describe('numbered', () => {
  it('keeps a Latin label on the right side of an Arabic menu', () => {
    const choices = [
      { data: 'a', label: 'القائمة' },
      { data: 'b', label: 'OFPPT' },
    ]

    expect(numbered(choices, 'rtl')).toBe('1. القائمة\n\u200f2. \u2066OFPPT\u2069')
  })
})
