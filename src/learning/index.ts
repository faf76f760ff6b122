/** Learns on two cores, and keeps what was learnt, so that the next start does not learn again. */
export { calibrateApart } from './calibrate-apart.ts'
export { pack, unpack } from './pack.ts'
export { openShelf, type ShelfOptions } from './shelf.ts'
