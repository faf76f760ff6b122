import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCALES, type Locale, NEEDS, nearestName, TOPICS } from '../core/index.ts'
import { readTree } from '../documents/index.ts'
import {
  type Directory,
  describePartner,
  explain,
  loadDirectory,
  type PartnerQuery,
  type RankedPartner,
  rankPartners,
} from '../partners/index.ts'
import { systemClock, type Texts } from '../ports/index.ts'
import { loadTexts } from '../texts/index.ts'
import { COMMANDS } from './commands.ts'
import { PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

await runCommand(COMMANDS.route, ({ values }) => {
  const directory = readDirectory()
  const { texts } = loadTexts(readTree(PROJECT_ROOT, 'content/locales'))
  const locale = oneOf('locale', values.locale, LOCALES) ?? 'fr'
  const query = readQuery(values, directory, locale)
  const ranked = rankPartners(directory, query)
  if (values.json) {
    const rows = ranked.map((one) => rowOf(texts, directory, one, locale))
    const { need, town } = query
    const report = { need, city: town ?? null, partners: rows }
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  } else {
    for (const one of ranked) {
      const km = one.distanceKm === undefined ? '' : `, ${one.distanceKm} km`
      const card = describePartner(texts, directory, one, locale)
      process.stdout.write(`${one.partner.partner}  (score ${one.score}${km})\n${card}\n\n`)
    }
  }
  return ranked.length === 0 ? EXIT.finding : EXIT.ok
})

interface Options {
  readonly need?: string | undefined
  readonly city?: string | undefined
  readonly topic?: string | undefined
  readonly audience?: string | undefined
  readonly prefer?: string | undefined
  readonly near?: string | undefined
  readonly at?: string | undefined
}

function readQuery(options: Options, directory: Directory, locale: Locale): PartnerQuery {
  const need = oneOf('need', options.need, NEEDS)
  if (need === undefined) throw new UsageError('Say what is needed with --need.')
  const topic = oneOf('topic', options.topic, TOPICS)
  const audience = oneOf('audience', options.audience, [...directory.audiences.keys()])
  const ids = [...directory.partners.keys()]
  const prefer = options.prefer?.split(',').flatMap((id) => oneOf('partner', id, ids) ?? [])
  const town = readTown(options.city, directory)
  const coordinates = readCoordinates(options.near)
  return {
    need,
    locale,
    ...(topic === undefined ? {} : { topic }),
    ...(audience === undefined ? {} : { audience }),
    ...(prefer === undefined ? {} : { prefer }),
    ...(town === undefined ? {} : { town }),
    ...(coordinates === undefined ? {} : { coordinates }),
    now: readMoment(options.at),
  }
}

/** Degrees, as a map or a phone gives them. */
function readCoordinates(near: string | undefined): PartnerQuery['coordinates'] {
  if (near === undefined) return undefined
  const [latitude = Number.NaN, longitude = Number.NaN, ...more] = near.split(',').map(Number)
  if (more.length > 0 || !Number.isFinite(latitude + longitude)) {
    throw new UsageError(`"${near}" is no place; write it like 34.21,-4.01.`)
  }
  return { latitude, longitude }
}

/** When somebody asks: now, unless said otherwise. */
function readMoment(at: string | undefined): number {
  if (at === undefined) return systemClock.now()
  const time = Date.parse(at)
  if (Number.isNaN(time)) {
    throw new UsageError(`"${at}" is no time; write it like 2026-11-27T10:00Z.`)
  }
  return time
}

/** An id, or any spelling that a person would use. */
function readTown(city: string | undefined, directory: Directory): string | undefined {
  if (city === undefined) return undefined
  const { towns } = directory
  const town = towns.get(city.toLowerCase()) ?? towns.find(city)
  return (
    town?.id ??
    oneOf(
      'city',
      city,
      towns.all.map((one) => one.id),
    )
  )
}

function oneOf<T extends string>(
  what: string,
  found: string | undefined,
  known: readonly T[],
): T | undefined {
  if (found === undefined) return undefined
  const match = known.find((one) => one === found)
  if (match !== undefined) return match
  const near = nearestName(found, known)
  const list = known.length > 40 ? '' : ` It is one of ${known.join(', ')}.`
  const hint = near === undefined ? list : ` Did you mean "${near}"?`
  throw new UsageError(`"${found}" is not a known ${what}.${hint}`)
}

function rowOf(texts: Texts, directory: Directory, one: RankedPartner, locale: Locale) {
  return {
    partner: one.partner.partner,
    name: one.partner.name[locale],
    status: one.partner.status,
    score: one.score,
    distanceKm: one.distanceKm ?? null,
    reasons: one.reasons,
    reason: one.reasons
      .map((reason) => explain(texts, directory, reason, locale))
      .filter((text) => text !== '')
      .join(', '),
  }
}

function readDirectory(): Directory {
  const file = (path: string) => ({ path, source: readFileSync(join(PROJECT_ROOT, path), 'utf8') })
  const { directory } = loadDirectory({
    partners: readTree(PROJECT_ROOT, 'content/partners'),
    towns: file('content/towns.yaml'),
    needs: file('content/needs.yaml'),
    audiences: file('content/audiences.yaml'),
  })
  return directory
}
