import type { OpenGroup, QuestionRecord, QuestionRepository } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES, type TableView } from '../tables/index.ts'

export function createQuestionRepository(scope: Scope): QuestionRepository {
  const { created, changed, state, person, group, openGroup } = INDEXES.questions
  return {
    put: (record) => scope.write(({ questions }) => questions.set(record.id, record)),
    find: (id) => scope.read(({ questions }) => questions.get(id)),
    list: (options) =>
      scope.read(({ questions }) => {
        const { limit, before = Infinity } = options
        const index = options.state === undefined ? created : state
        const wanted = options.state ?? ALL
        return questions.list(index, { group: wanted, before, limit, descending: true })
      }),
    listOf: (id) => scope.read(({ questions }) => questions.list(person, { group: id })),
    countOpen: () => scope.read(({ questions }) => questions.count(state, 'open')),
    listGroups: ({ limit, after }) =>
      scope.read(({ questions }) => {
        const sizes = questions
          .groups(openGroup)
          .map((name) => ({ name, open: questions.count(openGroup, name) }))
          .filter(({ open }) => after === undefined || open <= after.open)
          .sort((a, b) => b.open - a.open)
        // Smaller ones than these are not reached: their oldest question need not be looked for.
        const behind = sizes.filter(({ open }) => after === undefined || open < after.open)
        const least = behind[limit - 1]?.open ?? 0
        return sizes
          .filter(({ open }) => open >= least)
          .map(({ name }) => placeOf(questions, name))
          .filter((place) => after === undefined || inOrder(place, after) > 0)
          .sort(inOrder)
          .slice(0, limit)
          .map((place) => describe(questions, place))
      }),
    findGroup: (name) =>
      scope.read(({ questions }) =>
        questions.count(openGroup, name) === 0
          ? undefined
          : describe(questions, placeOf(questions, name)),
      ),
    countGroups: () => scope.read(({ questions }) => questions.groups(openGroup).length),
    listOfGroup: (name, limit) =>
      scope.read(({ questions }) =>
        questions.list(group, { group: name, limit, descending: true }),
      ),
    delete: (id) => scope.write(({ questions }) => questions.set(id, undefined)),
    deleteOf: (id) =>
      scope.write(({ questions }) => {
        const keys = questions.keys(person, { group: id })
        for (const key of keys) questions.set(key, undefined)
        return keys.length
      }),
    prune: (time) => prune(scope, 'questions', changed, time),
  }
}

/** What the order of groups depends on. */
type Place = Pick<OpenGroup, 'group' | 'open' | 'oldestAt'>

function inOrder(a: Place, b: Place): number {
  return (
    b.open - a.open ||
    a.oldestAt - b.oldestAt ||
    (a.group < b.group ? -1 : Number(a.group > b.group))
  )
}

function placeOf(questions: TableView<QuestionRecord>, group: string): Place {
  const { openGroup } = INDEXES.questions
  const [oldest] = questions.list(openGroup, { group, limit: 1 })
  const open = questions.count(openGroup, group)
  return { group, open, oldestAt: oldest?.createdAt ?? 0 }
}

function describe(questions: TableView<QuestionRecord>, place: Place): OpenGroup {
  const waiting = questions.list(INDEXES.questions.openGroup, { group: place.group })
  const people = new Set(waiting.map(({ person }) => person)).size
  return { ...place, people, newestAt: waiting.at(-1)?.createdAt ?? place.oldestAt }
}
