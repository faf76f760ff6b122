import { z } from 'zod'
import {
  CAPACITIES,
  CONTACT_TYPES,
  COSTS,
  type Fault,
  type Localized,
  NEEDS,
  type Need,
  PARTNER_KINDS,
  PARTNER_SCOPES,
  PARTNER_STATUSES,
  type Partner,
  TOPICS,
  WEEKDAYS,
} from '../core/index.ts'
import {
  day,
  id,
  localized,
  type ReadDocument,
  readDocument,
  type SourceFile,
  source,
  text,
  validate,
} from '../documents/index.ts'
import { createPartnerNames, type PartnerNames } from './find-partner.ts'
import { createTowns, type Town, type Towns } from './towns.ts'

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'must be like 08:30')

/** The shape of `content/partners/<partner>.yaml`. */
export const partnerSchema = z.strictObject({
  partner: id,
  status: z.enum(PARTNER_STATUSES),
  kind: z.enum(PARTNER_KINDS),
  name: localized,
  aliases: z.array(text).default([]),
  does: localized,
  topics: z.array(z.enum(TOPICS)),
  needs: z.array(z.enum(NEEDS)),
  serves: z.array(id).default([]),
  place: z.strictObject({
    scope: z.enum(PARTNER_SCOPES),
    cities: z.array(id).default([]),
  }),
  languages: z.array(text).default([]),
  opening: z
    .array(z.strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1), from: hour, to: hour }))
    .optional(),
  capacity: z.enum(CAPACITIES).optional(),
  cost: z.enum(COSTS).optional(),
  contacts: z
    .array(
      z
        .strictObject({
          type: z.enum(CONTACT_TYPES),
          value: z.union([text, z.number()]).transform(String),
          source,
        })
        .refine(({ type, value }) => type !== 'whatsapp' || /^\+[\d\s().-]{8,20}$/u.test(value), {
          error: 'must be a number with its country code, like +212 5 00 00 00 00',
          path: ['value'],
        }),
    )
    .default([]),
  telegramChat: z
    .union([text, z.number()])
    .transform(String)
    .pipe(z.string().regex(/^-?\d+$/u, 'must be the number of a chat, like -1001234567890'))
    .optional(),
  via: localized.optional(),
  ledOnTo: z.array(id).default([]),
  sources: z.array(source).min(1),
  reviewed: day,
})

const townName = { fr: text, ar: text, ary: text.optional(), en: text.optional() }

/** The shape of `content/towns.yaml`. */
const townsSchema = z.strictObject({
  regions: z.array(z.strictObject({ id, ...townName })),
  towns: z.array(
    z.strictObject({
      id,
      region: id,
      at: z.tuple([z.number().min(20).max(36.5), z.number().min(-18).max(-0.9)]),
      ...townName,
      also: z.array(text).default([]),
      ambiguous: z.array(text).default([]),
      onlyAlone: z.array(text).default([]),
    }),
  ),
})

/** The shape of `content/needs.yaml` and `content/audiences.yaml`. */
const namesSchema = z.record(z.string(), localized)

/** Who helps, where, and how places and needs are called. */
export interface Directory {
  readonly partners: ReadonlyMap<string, Partner>
  readonly towns: Towns
  /** Finds a partner by what people call it. */
  readonly names: PartnerNames
  readonly regions: ReadonlyMap<string, Localized>
  readonly needs: ReadonlyMap<Need, Localized>
  readonly audiences: ReadonlyMap<string, Localized>
  /** Contacts that did not answer several people, each as `partner value`. */
  readonly silent?: ReadonlySet<string>
}

/** The files a directory is read from. */
export interface DirectoryFiles {
  readonly partners: readonly SourceFile[]
  readonly towns: SourceFile
  readonly needs: SourceFile
  readonly audiences: SourceFile
}

/** Reads the directory; a file with a fault is left out and reported. Never throws. */
export function loadDirectory(
  files: DirectoryFiles,
  read: ReadDocument = readDocument,
): {
  readonly directory: Directory
  readonly faults: readonly Fault[]
} {
  const faults: Fault[] = []
  const partners = new Map<string, Partner>()
  for (const file of files.partners) {
    const result = validate(read(file.path, file.source), partnerSchema, 'content/shape')
    faults.push(...result.faults)
    if (result.value === undefined) continue
    partners.set(result.value.partner, result.value)
    if (!file.path.endsWith(`/${result.value.partner}.yaml`)) {
      const message = `This file says partner "${result.value.partner}"; name the file ${result.value.partner}.yaml.`
      faults.push({
        rule: 'content/place',
        severity: 'error',
        file: file.path,
        line: 1,
        column: 1,
        message,
      })
    }
  }
  const gazetteer = validate(
    read(files.towns.path, files.towns.source),
    townsSchema,
    'content/shape',
  )
  const needs = validate(read(files.needs.path, files.needs.source), namesSchema, 'content/shape')
  const audiences = validate(
    read(files.audiences.path, files.audiences.source),
    namesSchema,
    'content/shape',
  )
  faults.push(...gazetteer.faults, ...needs.faults, ...audiences.faults)
  const towns = (gazetteer.value?.towns ?? []).map(toTown)
  const regions = (gazetteer.value?.regions ?? []).map((one) => [one.id, inAll(one)] as const)
  const directory: Directory = {
    partners,
    towns: createTowns(towns),
    names: createPartnerNames(partners.values()),
    regions: new Map(regions),
    needs: new Map(Object.entries(needs.value ?? {}) as [Need, Localized][]),
    audiences: new Map(Object.entries(audiences.value ?? {})),
  }
  return { directory, faults }
}

type TownRow = z.output<typeof townsSchema>['towns'][number]

function toTown(row: TownRow): Town {
  const [latitude, longitude] = row.at
  const { id, region, also, ambiguous, onlyAlone } = row
  return { id, region, name: inAll(row), latitude, longitude, also, ambiguous, onlyAlone }
}

/** Darija writes a place as Arabic does, and English as French, unless said otherwise. */
function inAll(row: {
  readonly fr: string
  readonly ar: string
  readonly ary?: string | undefined
  readonly en?: string | undefined
}): Localized {
  return { fr: row.fr, ar: row.ar, ary: row.ary ?? row.ar, en: row.en ?? row.fr }
}
