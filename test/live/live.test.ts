import { beforeAll, describe, expect, it } from 'vitest'
import { MODEL_CACHE } from '../../src/cli/paths.ts'
import type { Project } from '../../src/content/index.ts'
import type { Fault } from '../../src/core/index.ts'
import { createLive, type LiveOptions } from '../../src/live/index.ts'
import { type Logger, silentLogger } from '../../src/ports/index.ts'
import { type Learnt, learn, lessonOf, type Taught, teach } from '../../src/services.ts'
import { createConversation } from '../support/conversation.ts'
import { realProject } from '../support/project.ts'

const FAULT: Fault = {
  rule: 'flow/missing-target',
  severity: 'error',
  file: 'flows/register-birth.yaml',
  line: 15,
  column: 3,
  message: 'There is no node "coutn".',
}

let learnt: Learnt
let taught: Taught

beforeAll(() => {
  learnt = learn(lessonOf(realProject()), { modelDirs: [MODEL_CACHE], logger: silentLogger })
  taught = teach(learnt)
})

/** A live Dalil whose files are what `files.project` says. */
function openLive(options: Partial<LiveOptions> = {}) {
  const files = { project: realProject(), faults: [] as readonly Fault[] }
  const live = createLive({
    project: files.project,
    taught,
    retentionDays: 90,
    read: () => files.project,
    check: async () => files.faults,
    learn: () => new Promise(() => {}),
    logger: silentLogger,
    ...options,
  })
  return { live, files }
}

/** The project with another French text under one key. */
function withText(project: Project, changed: string, text: string): Project {
  const { texts } = project
  return {
    ...project,
    texts: {
      ...texts,
      text: (locale, key, values) =>
        key === changed && locale === 'fr' ? text : texts.text(locale, key, values),
    },
  }
}

/** The project with one phrasing more. */
function withPhrasing(project: Project, entry: string, text: string): Project {
  const before = project.entries.get(entry)
  if (before === undefined) throw new Error(`no entry ${entry}`)
  const phrasings = { ...before.phrasings, fr: [...before.phrasings.fr, text] }
  return { ...project, entries: new Map(project.entries).set(entry, { ...before, phrasings }) }
}

describe('a change in the files', () => {
  it('takes effect with the next message, in the middle of a flow too', async () => {
    const { live, files } = openLive()
    const chat = createConversation({ locale: 'fr', services: live.services })
    await chat.say('déclarer une naissance pas à pas')
    files.project = withText(files.project, 'flow-register-birth:born-again', 'Un jour, svp.')

    const reload = await live.reload()
    const reply = await chat.say('tralala')

    expect(reload).toEqual({ type: 'taken' })
    expect(reply.text).toContain('Un jour, svp.')
  })

  it('with a fault leaves what was there, and is named in the log and to the staff', async () => {
    const logged: unknown[] = []
    const logger: Logger = { ...silentLogger, error: (_message, fields) => logged.push(fields) }
    const { live, files } = openLive({ logger })
    const before = live.services()
    files.project = withText(files.project, 'flow-register-birth:born', 'Faux.')
    files.faults = [FAULT]

    const reload = await live.reload()

    expect(reload).toEqual({ type: 'refused', faults: [FAULT] })
    expect(live.services()).toBe(before)
    expect(live.faults()).toEqual([FAULT])
    expect(logged).toEqual([FAULT])
  })

  it('that mends the fault is used, and the fault is gone', async () => {
    const { live, files } = openLive()
    files.faults = [FAULT]
    await live.reload()
    files.faults = []

    await live.reload()

    expect(live.faults()).toEqual([])
  })

  it('with a mere warning is used', async () => {
    const { live, files } = openLive()
    files.faults = [{ ...FAULT, severity: 'warning' }]

    const reload = await live.reload()

    expect(reload).toEqual({ type: 'taken' })
  })

  it('that was checked a moment ago is not checked again', async () => {
    let checks = 0
    const check = async () => {
      checks += 1
      return []
    }
    const { live } = openLive({ check })

    await live.reload({ isChecked: true })
    expect(checks).toBe(0)
    await live.reload()
    expect(checks).toBe(1)
  })

  it('that cannot be read leaves what was there', async () => {
    const { live } = openLive({
      read: () => {
        throw new Error('The folder flows/ could not be read.')
      },
    })
    const before = live.services()

    const reload = await live.reload()

    expect(reload).toMatchObject({
      type: 'refused',
      faults: [{ message: 'The folder flows/ could not be read.' }],
    })
    expect(live.services()).toBe(before)
  })
})

describe('a changed phrasing', () => {
  it('is learnt while the old model answers, then the new one does', async () => {
    let finish: (learnt: Learnt) => void = () => {}
    const { live, files } = openLive({
      learn: (lesson) =>
        new Promise((resolve) => {
          finish = () => resolve({ ...learnt, hash: lesson.hash })
        }),
    })
    const old = live.services().matcher
    files.project = withPhrasing(files.project, 'birth-papers', 'quels documents pour le bébé')

    await live.reload()
    const meanwhile = live.services()
    finish(learnt)
    await live.idle()

    expect(meanwhile.matcher).toBe(old)
    expect(meanwhile.knowledge.entries.get('birth-papers')?.phrasings.fr).toContain(
      'quels documents pour le bébé',
    )
    expect(live.services().matcher).not.toBe(old)
  })

  it('is not learnt when the next change comes before it was', async () => {
    const given: AbortSignal[] = []
    const { live, files } = openLive({
      learn: (_lesson, signal) => {
        given.push(signal)
        return new Promise(() => {})
      },
    })
    const first = files.project
    files.project = withPhrasing(first, 'birth-papers', 'une phrase')
    await live.reload()

    files.project = withPhrasing(first, 'birth-papers', 'une autre')
    await live.reload()

    expect(given.map(({ aborted }) => aborted)).toEqual([true, false])
  })

  it('goes on being learnt while texts change, and does not bring the old texts back', async () => {
    let finish = () => {}
    const { live, files } = openLive({
      learn: (lesson) =>
        new Promise((resolve) => {
          finish = () => resolve({ ...learnt, hash: lesson.hash })
        }),
    })
    files.project = withPhrasing(files.project, 'birth-papers', 'une phrase')
    await live.reload()
    files.project = withText(files.project, 'flow-register-birth:born', 'Quand ?')
    await live.reload()

    finish()
    await live.idle()

    expect(live.services().matcher).not.toBe(taught.matcher)
    expect(live.services().knowledge.texts.text('fr', 'flow-register-birth:born')).toBe('Quand ?')
  })

  it('that is taken back is not learnt', async () => {
    const given: AbortSignal[] = []
    const { live, files } = openLive({
      learn: (_lesson, signal) => {
        given.push(signal)
        return new Promise(() => {})
      },
    })
    const first = files.project
    files.project = withPhrasing(first, 'birth-papers', 'une phrase')
    await live.reload()

    files.project = first
    await live.reload()

    expect(given.map(({ aborted }) => aborted)).toEqual([true])
  })

  it('is the only thing that is learnt: a changed text is not', async () => {
    let lessons = 0
    const { live, files } = openLive({
      learn: () => {
        lessons++
        return new Promise(() => {})
      },
    })
    files.project = withText(files.project, 'flow-register-birth:born', 'Quand ?')

    await live.reload()

    expect(lessons).toBe(0)
  })

  it('that cannot be learnt leaves the old model, and the log says so', async () => {
    const logged: string[] = []
    const { live, files } = openLive({
      learn: () => Promise.reject(new Error('no memory')),
      logger: { ...silentLogger, error: (message) => logged.push(message) },
    })
    const old = live.services().matcher
    files.project = withPhrasing(files.project, 'birth-papers', 'une phrase')

    await live.reload()
    await live.idle()

    expect(live.services().matcher).toBe(old)
    expect(logged).toEqual(['phrasings could not be learnt; those of before stay'])
  })
})
