import { writeFile } from 'node:fs/promises'
import { type Config, readConfig } from '../config.ts'
import { createFigureNames, flowOrder, questionOf, readProject } from '../content/index.ts'
import { dayOf, isLocale, LOCALES } from '../core/index.ts'
import { openDocumentCache } from '../documents/index.ts'
import { overviewOf, type Period, reportPdf } from '../insights/index.ts'
import type { CampaignRecord, Figure } from '../ports/index.ts'
import { silentLogger } from '../ports/index.ts'
import { exportRows, nodeDisk } from '../store/lowdb/index.ts'
import { COMMANDS } from './commands.ts'
import { DOCUMENT_CACHE, PROJECT_ROOT } from './paths.ts'
import { EXIT, runCommand, UsageError } from './run.ts'

await runCommand(COMMANDS.report, async ({ values }) => {
  const { locale } = values
  if (!isLocale(locale))
    throw new UsageError(`"${locale}" is no language; it is one of ${LOCALES.join(', ')}.`)
  const period = periodOf(values.from, values.to)
  const kept = await readKept(readConfig(process.env), period)
  const { flows, texts, ...project } = readProject(PROJECT_ROOT, openDocumentCache(DOCUMENT_CACHE))
  const overview = overviewOf({
    ...{ figures: kept.figures, period, flows: flowOrder(flows) },
    campaigns: kept.campaigns.map(({ code }) => code),
  })
  if (values.json) {
    process.stdout.write(`${JSON.stringify(overview, null, 2)}\n`)
    return EXIT.ok
  }
  const names = createFigureNames(
    { ...project, flows, texts },
    new Map(kept.campaigns.map(({ code, name }) => [code, name])),
  )
  const pdf = await reportPdf({
    ...{ overview, locale, createdAt: Date.now() },
    author: texts.text(locale, 'campaigns:poster.name'),
    words: {
      say: (key, given) => texts.text(locale, `figures:${key}`, given),
      name: (kind, key) => names(kind, key, locale),
      questionOf: (flow, node) => questionOf({ flows, texts }, flow, node, locale),
    },
  })
  const file = values.out ?? `dalil-${period.from}-${period.to}-${locale}.pdf`
  await writeFile(file, pdf)
  process.stdout.write(`${file}\n`)
  return EXIT.ok
})

function periodOf(from: string | undefined, to: string | undefined): Period {
  const today = dayOf(Date.now())
  const period = { from: from ?? `${today.slice(0, 4)}-01-01`, to: to ?? today }
  for (const day of Object.values(period)) {
    const isDay = /^\d{4}-\d\d-\d\d$/u.test(day) && !Number.isNaN(Date.parse(day))
    if (!isDay) throw new UsageError(`"${day}" is not a day like 2026-12-31.`)
  }
  if (period.from > period.to) throw new UsageError(`--from comes after --to.`)
  return period
}

interface Kept {
  readonly figures: readonly Figure[]
  readonly campaigns: readonly CampaignRecord[]
}

/** Reads the store without taking it away from a Dalil that runs. */
async function readKept({ databaseUrl, dataDir }: Config, { from, to }: Period): Promise<Kept> {
  if (databaseUrl !== undefined) {
    const { openPostgresStore } = await import('../store/postgres/index.ts')
    const store = await openPostgresStore({ url: databaseUrl, logger: silentLogger })
    try {
      return {
        figures: await store.figures.list(from, to),
        campaigns: await store.campaigns.list(),
      }
    } finally {
      await store.close()
    }
  }
  const figures: Figure[] = []
  const campaigns: CampaignRecord[] = []
  for await (const row of exportRows(nodeDisk, dataDir)) {
    const isIn = row.table === 'figures' && row.value.day >= from && row.value.day <= to
    if (isIn) figures.push(row.value)
    else if (row.table === 'campaigns') campaigns.push(row.value)
  }
  campaigns.sort((a, b) => b.createdAt - a.createdAt)
  return { figures, campaigns }
}
