import { type Overlay, readProject } from '../content/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import {
  type Courtesies,
  createMatcher,
  type Matcher,
  measureAccuracy,
  trainMatcher,
} from '../faq/index.ts'
import { calibrateApart } from '../learning/index.ts'
import { silentLogger } from '../ports/index.ts'
import type { Compared, Effect, PastQuestion, PreviewStep, Switched } from '../review/index.ts'
import { courtesiesOf, type Lesson, learn, lessonOf } from '../services.ts'
import { matchMessage } from '../understanding/index.ts'
import { findFaults, type ProjectPlace } from './find-faults.ts'

/** Works out what a change of what lies over the files would do to the answers that people get. */
export interface EffectTask extends Omit<ProjectPlace, 'overlay'> {
  readonly type: 'effect'
  readonly before: Overlay
  readonly after: Overlay
  readonly questions: readonly PastQuestion[]
  /** Folders that may hold the model that answers now. */
  readonly modelDirs: readonly string[]
}

/** Parts of the cross-validation. */
const FOLDS = 3
/** Messages that are shown of those that would get another answer. */
const MAX_SHOWN = 30
/** Messages between two lines about how far it is. */
const ASKED_AT_ONCE = 500
/** Where the parts of the work end, as shares of it: measured on the content of the project. */
const DONE = { read: 0.03, before: 0.15, learnt: 0.23, after: 0.36, accuracyBefore: 0.68 } as const

/** Tells step by step what the change would do. A minute or two; for a thread of its own. */
export function workOutEffect(task: EffectTask, tell: (step: PreviewStep) => void): void {
  const faults = findFaults({ ...task, overlay: task.after }).filter(
    ({ severity }) => severity === 'error',
  )
  if (faults.length > 0) {
    tell({ type: 'refused', faults })
    return
  }
  const [old, fresh] = [stateWith(task, task.before), stateWith(task, task.after)]
  const progress = tellProgress(tell)
  progress(DONE.read)
  if (old.lesson.hash === fresh.lesson.hash) {
    tell({ type: 'effect', effect: NOTHING_LEARNT })
    return
  }
  tell({ type: 'effect', effect: compareAnswers(task, { old, fresh }, progress) })
  const accuracy = {
    folds: FOLDS,
    before: accuracyOf(old.lesson, (share) =>
      progress(between(DONE.after, DONE.accuracyBefore, share)),
    ),
    after: accuracyOf(fresh.lesson, (share) => progress(between(DONE.accuracyBefore, 1, share))),
  }
  tell({ type: 'accuracy', accuracy })
}

const NOTHING: Compared = { compared: 0, switched: 0, shown: [] }
const NOTHING_LEARNT: Effect = { learns: false, phrasings: NOTHING, questions: NOTHING }

/** Puts all that is known to the content as it is and as it would be. */
export function compareAnswers(
  task: Pick<EffectTask, 'questions' | 'modelDirs'>,
  { old, fresh }: { readonly old: ContentState; readonly fresh: ContentState },
  progress: (share: number) => void,
): Effect {
  const phrasings = [...new Set(old.lesson.examples.map(({ text }) => text))].map((text) => ({
    text,
  }))
  const asked = [...phrasings, ...task.questions]
  const answer = (state: ContentState, matcher: Matcher, from: number, to: number) =>
    answersOf({ ...state, matcher }, asked, (share) => progress(between(from, to, share)))
  const before = answer(old, knownMatcher(old.lesson, task), DONE.read, DONE.before)
  const learnt = newMatcher(fresh.lesson, (share) =>
    progress(between(DONE.before, DONE.learnt, share)),
  )
  const after = answer(fresh, learnt, DONE.learnt, DONE.after)
  const switched = asked.map((one, at) => ({ ...one, before: before[at], after: after[at] }))
  return {
    learns: true,
    phrasings: compared(switched.slice(0, phrasings.length)),
    questions: compared(switched.slice(phrasings.length)),
  }
}

/** What answers depend on in one state of the content. */
export interface ContentState {
  readonly lesson: Lesson
  readonly courtesies: Courtesies
}

function stateWith({ root, documentCache }: EffectTask, overlay: Overlay): ContentState {
  const project = readProject(root, openDocumentCache(documentCache), overlay)
  return { lesson: lessonOf(project), courtesies: courtesiesOf(project) }
}

/** The matcher that answers now: kept since it was learnt. */
function knownMatcher(lesson: Lesson, { modelDirs }: Pick<EffectTask, 'modelDirs'>): Matcher {
  return createMatcher(learn(lesson, { modelDirs, logger: silentLogger }).matcher)
}

/** A model of what may never be published is not kept. */
function newMatcher(lesson: Lesson, report: (share: number) => void): Matcher {
  const { examples, lexicon, foreign } = lesson
  const onProgress = (done: number, all: number) => report(done / all)
  const options = { lexicon, foreign, calibrator: calibrateApart, onProgress }
  return createMatcher(trainMatcher(examples, options))
}

/** What each message is answered with, as a turn finds it; `undefined` where nothing is sure. */
function answersOf(
  { matcher, courtesies }: { readonly matcher: Matcher; readonly courtesies: Courtesies },
  asked: readonly { readonly text: string }[],
  report: (share: number) => void,
): readonly (string | undefined)[] {
  return asked.map(({ text }, at) => {
    if (at % ASKED_AT_ONCE === 0) report(at / asked.length)
    const result = matchMessage({ courtesies, matcher }, text)
    return result.type === 'answered' ? result.label : undefined
  })
}

function compared(all: readonly Switched[]): Compared {
  const switched = all.filter(({ before, after }) => before !== after)
  return {
    compared: all.length,
    switched: switched.length,
    shown: switched.slice(0, MAX_SHOWN),
  }
}

function accuracyOf(
  { examples, lexicon, foreign }: Lesson,
  report: (share: number) => void,
): number {
  const onProgress = (done: number, all: number) => report(done / all)
  return measureAccuracy(examples, { lexicon, foreign, folds: FOLDS, onProgress })
}

function between(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

/** Tells how far it is whenever another per cent is done. */
function tellProgress(tell: (step: PreviewStep) => void): (share: number) => void {
  let told = -1
  return (share) => {
    const percent = Math.floor(share * 100)
    if (percent === told) return
    told = percent
    tell({ type: 'progress', share })
  }
}
