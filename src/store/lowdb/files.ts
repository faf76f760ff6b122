/** The number of the first journal there is. */
export const FIRST = 1

/** The journal file of that number. */
export function journalName(number: number): string {
  return `journal-${digits(number)}.log`
}

/** The snapshot that holds all that the journals before that number say. */
export function snapshotName(number: number): string {
  return `snapshot-${digits(number)}.log`
}

/** Ending of a file that is not finished; whoever finds one after a crash deletes it. */
export const UNFINISHED = '.tmp'

/** The files of a store, as found in its folder; numbers ascend. */
export interface StoreFiles {
  readonly journals: readonly number[]
  readonly snapshots: readonly number[]
  readonly unfinished: readonly string[]
}

const NAME = /^(journal|snapshot)-(\d{8})\.log((?:\.tmp)*)$/u

/** Sorts the names in a folder; what is not of the store is passed over. */
export function toStoreFiles(names: readonly string[]): StoreFiles {
  const journals: number[] = []
  const snapshots: number[] = []
  const unfinished: string[] = []
  for (const name of names) {
    const match = NAME.exec(name)
    if (match === null) continue
    if (match[3] !== '') unfinished.push(name)
    else (match[1] === 'journal' ? journals : snapshots).push(Number(match[2]))
  }
  const ascending = (a: number, b: number) => a - b
  return { journals: journals.sort(ascending), snapshots: snapshots.sort(ascending), unfinished }
}

function digits(number: number): string {
  return String(number).padStart(8, '0')
}
