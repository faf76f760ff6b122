import type { QuestionRepository } from '../../ports/index.ts'
import { prune } from '../prune.ts'
import type { Scope } from '../scope.ts'
import { ALL, INDEXES } from '../tables/index.ts'

export function createQuestionRepository(scope: Scope): QuestionRepository {
  const { created, changed, state, person } = INDEXES.questions
  return {
    put: (record) => scope.write(({ questions }) => questions.set(record.id, record)),
    find: (id) => scope.read(({ questions }) => questions.get(id)),
    list: (options) =>
      scope.read(({ questions }) => {
        const { limit, before = Infinity } = options
        const index = options.state === undefined ? created : state
        const group = options.state ?? ALL
        return questions.list(index, { group, before, limit, descending: true })
      }),
    listOf: (id) => scope.read(({ questions }) => questions.list(person, { group: id })),
    countOpen: () => scope.read(({ questions }) => questions.count(state, 'open')),
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
