/** Keeps what was learnt from the content, so that the next start does not learn it again. */
export { pack, unpack } from './pack.ts'
export { openShelf, type ShelfOptions } from './shelf.ts'
