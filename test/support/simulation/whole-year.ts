import type { AnnouncementPace } from '../../../src/announcements/index.ts'
import type { ChannelName, Locale } from '../../../src/core/index.ts'
import type { Audience } from '../../../src/ports/index.ts'
import { createAgenda } from './agenda.ts'
import { localDay, moment, plusDays } from './calendar.ts'
import type { Life } from './counter.ts'
import { createDiary, type Diary } from './diary.ts'
import { createNews, type News, PHONE_PACE } from './news.ts'
import { takeSlip } from './referrals.ts'
import { ASKINGS, cancelAll } from './reminders.ts'
import type { Stage, YearOptions } from './stage.ts'
import { createWatch } from './watch.ts'
import { createWorld, type World } from './world.ts'
import { createLife, createStage, createTimes, planArrival, planTalk, type Times } from './year.ts'

/** A year with everything in it, and all that was not as it is promised. */
export interface WholeYear {
  readonly world: World
  readonly ledger: Stage['ledger']
  readonly diary: Diary
  /** The questions about referrals. */
  readonly questions: Diary
  readonly news: News
  readonly faults: readonly string[]
  readonly messages: { readonly received: number; readonly sent: number }
}

const YEAR = { from: '2026-01-01', to: '2026-12-31' }
const MINUTE = 60_000

/** When the machines are off: for some hours, over two days, and longer than most reminders last. */
const OUTAGES = [
  { from: moment('2026-03-27', '08:10'), to: moment('2026-03-27', '13:05') },
  { from: moment('2026-04-25', '06:00'), to: moment('2026-04-27', '12:05') },
  { from: moment('2026-08-26', '02:00'), to: moment('2026-09-01', '09:05') },
]

const UNHURRIED: AnnouncementPace = { perMinute: 600, perDay: 1_000_000 }

/** Lets people live through a year of questions, campaigns, reminders and announcements. */
export async function simulateWholeYear(options: YearOptions): Promise<WholeYear> {
  const agenda = createAgenda()
  const watch = createWatch(options.services.knowledge.texts)
  const news = createNews(() => stage)
  const messages = { received: 0, sent: 0 }
  const real = createWorld(options.services, options.start, options.campaigns, {
    machines: 2,
    announcementPace: (channel: ChannelName) =>
      channel === 'whatsapp-web' ? PHONE_PACE : UNHURRIED,
    onSend(name, text) {
      messages.sent += 1
      const fate = news.carry(name, text)
      if (fate === undefined) watch.see(name, text)
      return fate ?? { type: 'sent' }
    },
  })
  const lives = new Map<string, Life>()
  const world: World = {
    ...real,
    send(person, content) {
      messages.received += 1
      const life = lives.get(person.name)
      if (life !== undefined) life.gone = false
      return real.send(person, content)
    },
  }
  // Who writes while the machines are off is heard when they are back.
  const stage = createStage(options, world, ({ at, run }) => {
    agenda.add({ at: outageAt(at)?.to ?? at, run })
  })
  const diary = createDiary(stage.ledger)
  const questions = createDiary(stage.ledger, 'questions')
  const whole = { stage, diary, questions, news }
  for (const { to } of OUTAGES) agenda.add({ at: to, run: world.restart })
  for (const at of ticks()) {
    agenda.add({
      at,
      async run() {
        const expected = [...diary.due(at), ...questions.due(at)]
        watch.expect(expected)
        const dies = expected.length > 3 && stage.chance.happens(0.2)
        if (dies) await world.crash(1 + stage.chance.below(expected.length))
        await world.tick()
        watch.end(new Date(at).toISOString())
      },
    })
  }
  planAnnouncements(whole)
  for (let number = 0; number < options.people; number += 1) {
    const life = createLife(stage.chance, number)
    lives.set(life.name, life)
    if (stage.chance.happens(0.1)) planTalk(stage, life, createTimes(stage))
    else planCare(whole, life, createTimes(stage))
  }
  const end = moment(YEAR.to, '23:59')
  for (let act = agenda.take(); act !== undefined && act.at <= end; act = agenda.take()) {
    world.moveTo(act.at)
    await act.run()
  }
  const faults = [...watch.faults, ...(await news.faults())]
  return { world, ledger: stage.ledger, diary, questions, news, faults, messages }
}

interface Whole {
  readonly stage: Stage
  readonly diary: Diary
  readonly questions: Diary
  readonly news: News
}

/** Somebody who asks to be told: of dates, of news, or of both; and some change their minds. */
function planCare(whole: Whole, life: Life, act: Times): void {
  const { stage, diary, questions, news } = whole
  const { chance } = stage
  planArrival(stage, life, act)
  const askings = new Set(chance.happens(0.5) ? [chance.pick(ASKINGS)] : [])
  if (chance.happens(0.1)) askings.add(chance.pick(ASKINGS))
  for (const ask of askings) act(() => ask(stage, life, diary))
  if (chance.happens(0.4)) act(() => news.subscribe(life, audienceFor(chance.pick(TOPICS), life)))
  if (chance.happens(0.1)) act(() => takeSlip(stage, life, questions))
  if (chance.happens(0.15)) act(() => cancelAll(stage, life, diary))
  if (chance.happens(0.1)) act(() => news.unsubscribe(life))
  if (chance.happens(0.04)) act(() => erase(whole, life))
}

const TOPICS = ['work', 'mothers', 'cancer', 'town'] as const

function audienceFor(topic: (typeof TOPICS)[number], { town }: Life): Audience {
  if (topic !== 'town') return { kind: 'topic', value: topic }
  return town === undefined ? { kind: 'topic', value: 'work' } : { kind: 'town', value: town }
}

const ERASE: Readonly<Record<Locale, string>> = {
  fr: 'effacer',
  en: 'erase',
  ar: 'مسح',
  ary: 'مسح',
}

async function erase({ stage, diary, questions, news }: Whole, life: Life): Promise<void> {
  const { world, counter } = stage
  await world.send(life, { type: 'text', text: ERASE[life.locale] })
  await world.send(life, { type: 'choice', data: 'x:yes' })
  counter.count(life, life.locale, 'erased')
  diary.forget(life)
  questions.forget(life)
  news.leave(life, 'dropped')
}

/** Two announcements a month; one by night, one on its last evening, one that is stopped. */
function planAnnouncements({ stage, news }: Whole): void {
  const audiences: readonly Audience[] = [
    ...[{ kind: 'topic', value: 'work' } as const, { kind: 'topic', value: 'mothers' } as const],
    ...[{ kind: 'town', value: 'rabat' } as const, { kind: 'topic', value: 'cancer' } as const],
  ]
  for (let month = 1; month <= 12; month += 1) {
    for (const date of ['05', '18']) {
      const day = `2026-${String(month).padStart(2, '0')}-${date}`
      const audience = audiences[(month * 2 + Number(date === '18')) % audiences.length]
      if (audience === undefined || day > '2026-12-10') continue
      const [clock, days] = { '2026-06-18': ['22:10', 6], '2026-07-05': ['19:02', 0] }[day] ?? [
        ...['09:32', 6],
      ]
      stage.later({
        at: moment(day, String(clock)),
        async run() {
          const id = await news.announce(audience, Number(days))
          if (day !== '2026-10-05') return
          stage.later({ at: moment(day, '10:05'), run: () => news.stop(id) })
        },
      })
    }
  }
}

/** Every half hour by day, and now and then at night. */
function* ticks(): Generator<number> {
  for (let day = YEAR.from; day <= YEAR.to; day = plusDays(day, 1)) {
    const midnight = moment(day, '00:00')
    const moments = ['00:30', '03:15', '05:00', '07:59'].map((clock) => moment(day, clock))
    const morning = moment(day, '08:00')
    for (let at = morning; localDay(at) === day; at += 30 * MINUTE) moments.push(at)
    for (const at of moments) if (at > midnight && outageAt(at) === undefined) yield at
  }
}

function outageAt(time: number): (typeof OUTAGES)[number] | undefined {
  return OUTAGES.find(({ from, to }) => time >= from && time < to)
}
