import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import type { TurnServices } from '../../src/conversation/index.ts'
import { LOCALES, type Locale } from '../../src/core/index.ts'
import { readTree } from '../../src/documents/index.ts'
import { loadFlows } from '../../src/flow/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realServices } from '../support/project.ts'

const FLOW = 'school-for-child'

const text = (locale: Locale, key: string) => realServices().knowledge.texts.text(locale, key)

/** The services after somebody renamed the first question of a flow, with these lines in its head. */
function renamed(head = ''): TurnServices {
  const services = realServices()
  const files = readTree(PROJECT_ROOT, 'flows').filter(({ path }) => path.endsWith('.yaml'))
  const changed = files.map(({ path, source }) => ({
    path,
    source: path.endsWith(`/${FLOW}.yaml`)
      ? source
          .replace('version: 1', `version: 2${head}`)
          .replace('start: problem', 'start: obstacle')
          .replace('  problem:\n', '  obstacle:\n')
      : source,
  }))
  const { flows, faults } = loadFlows(changed)
  expect(faults).toEqual([])
  return { ...services, knowledge: { ...services.knowledge, flows } }
}

/** Somebody whose flow changes while they are asked its first question. */
async function inTheMiddle(locale: Locale, after: TurnServices) {
  let services = realServices()
  const chat = createConversation({ locale, services: () => services })
  await chat.send({ type: 'choice', data: `w:${FLOW}` })
  services = after
  return chat
}

describe('a person whose flow changed in the middle', () => {
  it.each(LOCALES)('is told so in %s, and can start again', async (locale) => {
    const chat = await inTheMiddle(locale, renamed())

    const told = await chat.say('1')
    const again = await chat.tap(`w:${FLOW}`)

    expect(told.text).toBe(text(locale, 'flow.expired'))
    expect(told.choices.map(({ label }) => label)).toContain(text(locale, 'flow.restart'))
    expect(again.text).toContain(text(locale, `flow-${FLOW}:problem`))
  })

  it('goes on where the flow says that the old question is found now', async () => {
    const chat = await inTheMiddle('fr', renamed('\nmoved: { problem: obstacle }'))

    const moved = await chat.say('1')
    const next = await chat.say('1')

    expect(moved.text).toContain(text('fr', `flow-${FLOW}:problem`))
    expect(next.text).toContain(text('fr', `flow-${FLOW}:region`))
  })
})
