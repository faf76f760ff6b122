import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { DalilError } from '../errors.ts'

/** A text file as it stands, with its path below the project's folder. */
export interface SourceFile {
  /** With forward slashes, e.g. `content/faq/work/tax-rates.yaml`. */
  readonly path: string
  readonly source: string
}

/**
 * All YAML files below `root/folder`, sorted by path, or those whose names end otherwise.
 *
 * @throws DalilError `documents:unreadable` when the folder or a file in it cannot be read.
 */
export function readTree(
  root: string,
  folder: string,
  endings: readonly string[] = ['.yaml'],
): readonly SourceFile[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((path) => endings.some((ending) => path.endsWith(ending)))
      .sort()
      .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }))
  } catch (cause) {
    const message = `The folder ${folder}/ could not be read; check that it is there and readable.`
    throw new DalilError('documents:unreadable', message, { cause })
  }
}
