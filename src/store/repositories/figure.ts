import type { FigureKey } from '../../core/index.ts'
import type { FigureRepository } from '../../ports/index.ts'
import type { Scope } from '../scope.ts'
import { ALL, dayNumber, INDEXES } from '../tables/index.ts'

export function createFigureRepository(scope: Scope): FigureRepository {
  return {
    // An edit, not a put: two turns at once both count.
    increment: (key, by = 1) =>
      scope.write(({ figures }) => {
        const { day, event } = key
        const facets = sorted(key.facets)
        figures.edit(toRowKey({ day, event, facets }), (old) => ({
          day,
          event,
          facets,
          count: (old?.count ?? 0) + by,
        }))
      }),
    list: (fromDay, toDay) =>
      scope.read(({ figures }) =>
        figures.list(INDEXES.figures.day, {
          group: ALL,
          from: dayNumber(fromDay),
          before: dayNumber(toDay) + 1,
        }),
      ),
  }
}

function sorted(facets: FigureKey['facets']): FigureKey['facets'] {
  const names = Object.keys(facets)
  if (names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)) return facets
  const inOrder: Record<string, string | undefined> = {}
  const given: Readonly<Record<string, string>> = facets
  for (const name of names.sort()) inOrder[name] = given[name]
  return inOrder
}

/** JSON, because a facet may hold any character that a separator would be. */
function toRowKey({ day, event, facets }: FigureKey): string {
  return JSON.stringify([day, event, facets])
}
