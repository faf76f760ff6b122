/** What was measured of people who all write at once. */
export interface CrowdFigures {
  readonly perSecond: number
  /** Processor time of one turn, in microseconds. */
  readonly cpuUs: number
}

/** How many people write, and for how long. */
export interface CrowdOptions {
  readonly people: number
  readonly ms: number
  /** Resolves when what this person writes is kept. */
  readonly write: (person: number) => Promise<void>
}

/** How long an answer takes, of all and of the slowest. */
export interface LatencyFigures {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Everybody at once, each the next message when the one before is kept. */
export async function allAtOnce({ people, ms, write }: CrowdOptions): Promise<CrowdFigures> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  let turns = 0
  const writer = async (person: number) => {
    while (performance.now() - began < ms) {
      await write(person)
      turns += 1
    }
  }
  await Promise.all(Array.from({ length: people }, (_, person) => writer(person)))
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: (1000 * turns) / (performance.now() - began),
    cpuUs: (user + system) / turns,
  }
}

/** The best of some rounds after one that warms up: the others tell what else the machine was doing. */
export async function bestOf(rounds: number, options: CrowdOptions): Promise<CrowdFigures> {
  await allAtOnce(options)
  let best = await allAtOnce(options)
  for (let round = 1; round < rounds; round += 1) {
    const figures = await allAtOnce(options)
    if (figures.perSecond > best.perSecond) best = figures
  }
  return best
}

/** Messages come at this rate, whether or not those before are answered. */
export async function atRate(perSecond: number, options: CrowdOptions): Promise<LatencyFigures> {
  const { people, ms, write } = options
  const took: number[] = []
  const open: Promise<void>[] = []
  const began = performance.now()
  let sent = 0
  while (performance.now() - began < ms) {
    const due = ((performance.now() - began) / 1000) * perSecond
    for (; sent < due; sent++) {
      const at = performance.now()
      open.push(write(sent % people).then(() => void took.push(performance.now() - at)))
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(open)
  took.sort((a, b) => a - b)
  const percentile = (part: number) =>
    Math.round(10 * (took[Math.floor(part * took.length)] ?? 0)) / 10
  return { perSecond: Math.round(perSecond), p50Ms: percentile(0.5), p99Ms: percentile(0.99) }
}

/** So many writers until so much is done; each begins the next when its last is kept. */
export async function together(
  writers: number,
  total: number,
  work: (number: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const writer = async () => {
    while (next < total) {
      next += 1
      await work(next)
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
}
