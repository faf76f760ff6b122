import type { Locale, Topic } from '../../../src/core/index.ts'
import { daysFrom, endOfMonth, localDay, minusMonths, plusDays } from './calendar.ts'
import type { Life } from './counter.ts'
import type { Diary, Promised } from './diary.ts'
import { languageOf } from './language.ts'
import { type Stage, spokenBy } from './stage.ts'
import { type Step, townStep, walk } from './walk.ts'

/** Whoever asks for a reminder says yes to it in the flow that speaks of the date. */
type Asking = (stage: Stage, life: Life, diary: Diary) => Promise<void>

/** What people ask to be reminded of. */
export const ASKINGS: readonly Asking[] = [
  (stage, life, diary) => askDeclaration(stage, life, diary, 'month'),
  (stage, life, diary) => askDeclaration(stage, life, diary, 'quarter'),
  askBirth,
  askPermit,
  askAppointment,
]

/** The next declaration, five days before it is due, or the day before where that is closer. */
async function askDeclaration(stage: Stage, life: Life, diary: Diary, rhythm: 'month' | 'quarter') {
  const today = localDay(stage.world.clock.now())
  const due = rhythm === 'month' ? endOfMonth(today) : quarterDue(today)
  const offer = offerStep(stage, life, diary, {
    ...{ flow: 'next-declaration', kind: 'declaration', topic: 'work' },
    ...{ deadline: due, today },
  })
  await walk(stage, life, {
    ...{ flow: 'next-declaration', topic: 'work' },
    steps: [
      { node: 'rhythm', does: { tap: `:${rhythm}` } },
      { node: 'declared', does: { tap: ':no' } },
      ...offer,
      ...townStep(stage, life),
    ],
  })
}

/** The last quarter that ended, or the running one where the month after that is over, too. */
function quarterDue(today: string): string {
  const month = Number(today.slice(5, 7))
  const monthsSinceEnd = (month - 1) % 3
  return monthsSinceEnd === 0 ? endOfMonth(today) : endOfMonth(today, 3 - monthsSinceEnd)
}

/** The thirty days of a birth some days ago. */
async function askBirth(stage: Stage, life: Life, diary: Diary): Promise<void> {
  const today = localDay(stage.world.clock.now())
  const born = plusDays(today, -stage.chance.below(24))
  const offer = offerStep(stage, life, diary, {
    ...{ flow: 'register-birth', kind: 'birth-deadline', topic: 'mothers' },
    ...{ deadline: plusDays(born, 30), today },
  })
  await walk(stage, life, {
    ...{ flow: 'register-birth', topic: 'mothers' },
    steps: [
      { node: 'born', does: { says: written(born) } },
      { node: 'where', does: { tap: ':hospital' } },
      { node: 'mother', does: { tap: ':alone' }, answers: 'birth-single-mother' },
      { node: 'notice', does: { tap: ':yes' } },
      ...offer,
      ...townStep(stage, life),
    ],
  })
}

/** A residence permit, a month before the day that stands on it. */
async function askPermit(stage: Stage, life: Life, diary: Diary): Promise<void> {
  const { chance, world } = stage
  const until = plusDays(localDay(world.clock.now()), 40 + chance.below(200))
  const day = minusMonths(until, 1)
  const agreed = () =>
    promise(stage, life, diary, {
      ...{ flow: 'permit-reminder', kind: 'permit', topic: 'work', day, names: until },
      lastDay: plusDays(day, 30),
    })
  await walk(stage, life, {
    ...{ flow: 'permit-reminder', topic: 'work' },
    steps: [
      { node: 'until', does: { says: written(until) } },
      { node: 'when', does: { tap: ':month' }, answers: 'renew-permit', agreed },
      ...townStep(stage, life),
    ],
  })
}

/** An appointment, three days before it: of use until its own evening. */
async function askAppointment(stage: Stage, life: Life, diary: Diary): Promise<void> {
  const { chance, world } = stage
  const date = plusDays(localDay(world.clock.now()), 5 + chance.below(60))
  const day = plusDays(date, -3)
  const agreed = () =>
    promise(stage, life, diary, {
      ...{ flow: 'appointment', kind: 'appointment', topic: 'general', day, names: date },
      lastDay: date,
    })
  await walk(stage, life, {
    ...{ flow: 'appointment', topic: 'general' },
    steps: [
      { node: 'day', does: { says: written(date) } },
      { node: 'when', does: { tap: ':three-days' }, agreed },
    ],
  })
}

/** Cancels all that somebody was promised, by the list that their words bring up. */
export async function cancelAll(stage: Stage, life: Life, diary: Diary) {
  const { world, counter, services } = stage
  if (diary.openOf(life).length === 0) return
  const list = await world.send(life, { type: 'text', text: WORDS[life.locale] })
  const all = list.choices.findLast(({ data }) => data.startsWith('r:'))
  if (all === undefined) throw new Error(`${life.name} sees no reminders: ${list.text}`)
  const done = await world.send(life, { type: 'choice', data: all.data })
  const keys = ['reminders.cancelled-all']
  life.speaks = languageOf(services.knowledge.texts, done.text, keys, spokenBy(life))
  for (const { kind } of diary.cancel(life)) {
    counter.count(life, spokenBy(life), 'reminder-cancelled', { kind })
  }
}

const WORDS: Readonly<Record<Locale, string>> = {
  ...{ fr: 'mes rappels', en: 'my reminders' },
  ...{ ar: 'تذكيراتي', ary: 'التذكيرات ديالي' },
}

interface Offer {
  readonly flow: string
  readonly kind: string
  readonly topic: Topic
}

/** The yes to a reminder of a deadline, where there is a day left on which to send it. */
function offerStep(
  stage: Stage,
  life: Life,
  diary: Diary,
  offer: Offer & { readonly deadline: string; readonly today: string },
): readonly Step[] {
  const { deadline, today } = offer
  const left = daysFrom(today, deadline)
  if (left < 2) return []
  const day = plusDays(deadline, left > 5 ? -5 : -1)
  const lastDay = plusDays(day, 3)
  const agreed = () => promise(stage, life, diary, { ...offer, day, names: deadline, lastDay })
  return [{ node: 'offer', does: { tap: ':yes' }, agreed }]
}

function promise(
  { counter, services }: Stage,
  life: Life,
  diary: Diary,
  given: Offer & Pick<Promised, 'day' | 'lastDay'> & { readonly names: string },
): void {
  const { flow, kind, topic, day, lastDay, names } = given
  const locale = spokenBy(life)
  const [before = ''] = services.knowledge.texts.text(locale, `flow-${flow}:reminder`).split('{{')
  const date = Number(names.slice(8))
  const words = `${before}${date === 1 && locale === 'fr' ? '1er' : date} `
  const isNew = diary.promise({ life, kind, day, locale, words, lastDay })
  if (isNew) counter.count(life, locale, 'reminder-set', { kind, topic })
}

/** A day as people write it: `5/3/2027`. */
function written(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date}/${month}/${year}`
}
