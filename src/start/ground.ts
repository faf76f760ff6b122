import { availableParallelism } from 'node:os'
import { createSecondThread } from '../apart/index.ts'
import type { Config } from '../config.ts'
import type { SecondThread } from '../conversation/index.ts'
import { createIds, newSecret } from '../ids.ts'
import { type Clock, type Logger, type Sealer, type Store, systemTimers } from '../ports/index.ts'
import { createKeyring, createPseudonymizer, createSealer } from '../privacy/index.ts'
import { createStaff, type Staff } from '../staff/index.ts'
import type { UnderstandingParts } from '../understanding/index.ts'
import { rememberKey } from './key.ts'
import type { StartOptions } from './options.ts'

/** What every part of a run stands on. */
export interface Ground {
  readonly config: Config
  readonly clock: Clock
  readonly logger: Logger
  readonly store: Store
  readonly sealer: Sealer
  readonly pseudonym: (value: string) => string
  readonly newId: () => string
  readonly staff: Staff
  readonly audit: Staff['audit']
  readonly site: Site
  /**
   * Creates the second thread, which reads by these parts; none where there is no core for it: with
   * a database, other processes have them.
   */
  readonly beginSecond: (parts: () => UnderstandingParts) => SecondThread | undefined
}

/** Where people reach this run. */
export interface Site {
  url(): string
  /** Takes note of the port it was given, which is another one where the settings say 0. */
  opened(port: number): void
}

/** Lays the ground of a run; refuses where the store was sealed with another key. */
export async function layGround(options: StartOptions, store: Store): Promise<Ground> {
  const { config, clock, logger } = options
  const keyring = createKeyring({
    dir: config.dataDir,
    ...(config.dalilKey === undefined ? {} : { setting: config.dalilKey }),
  })
  await rememberKey(store, keyring.id)
  const sealer = createSealer(keyring)
  const newId = createIds(clock)
  const staff = createStaff({ store, clock, sealer, newSecret, newId })
  return {
    ...{ config, clock, logger, store, sealer, newId, staff },
    pseudonym: createPseudonymizer(keyring),
    audit: staff.audit,
    site: createSite(config),
    beginSecond: (parts) =>
      config.databaseUrl === undefined && availableParallelism() > 1
        ? createSecondThread({ keyring, parts, logger, timers: systemTimers })
        : undefined,
  }
}

function createSite(config: Pick<Config, 'publicUrl' | 'port'>): Site {
  let url = config.publicUrl
  return {
    url: () => url,
    opened(port) {
      if (config.port !== port) url = `http://localhost:${port}`
    },
  }
}
