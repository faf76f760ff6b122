import type { Config } from '../../config.ts'
import { DalilError } from '../../errors.ts'
import { createKeyring, createSealer, type Keyring, rotateKeyFile } from '../../privacy/index.ts'
import { createResealer } from '../reseal.ts'
import { EXIT } from '../run.ts'
import type { Kept } from './kept.ts'

/** A crash in between is harmless: both keys are there, and rows are exchanged all at once. */
export async function rotateKey(
  kept: Kept,
  config: Pick<Config, 'dataDir' | 'dalilKey'>,
): Promise<number> {
  await kept.refuseInUse()
  const keyring = config.dalilKey === undefined ? newKey(config.dataDir) : settingOver(config)
  const { change, unsealable } = createResealer(createSealer(keyring))
  const rows = await kept.rewrite(change)
  process.stdout.write(`${rows} rows are sealed with the new key ${keyring.sealing[0]?.id}\n`)
  if (unsealable() === 0) return EXIT.ok
  process.stdout.write(`${unsealable()} texts were sealed with a key that is lost, and stay so\n`)
  return EXIT.finding
}

function newKey(dir: string): Keyring {
  rotateKeyFile(dir)
  return createKeyring({ dir })
}

/** A setting cannot be written from here: the new key is the one that stands there already. */
function settingOver({ dataDir: dir, dalilKey: setting }: Pick<Config, 'dataDir' | 'dalilKey'>) {
  const keyring = createKeyring({ dir, ...(setting === undefined ? {} : { setting }) })
  if (keyring.sealing.length > 1) return keyring
  throw new DalilError(
    'privacy:key_in_setting',
    `The key stands in DALIL_KEY. Write it into ${dir}/dalil.key, set DALIL_KEY to a new one (32 ` +
      'random bytes as base64), and call this again; from then on both have to be there.',
  )
}
