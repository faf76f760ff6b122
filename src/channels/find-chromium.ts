import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium named by `CHROMIUM_PATH` or found on the path; `undefined` where there is none. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const set = env.CHROMIUM_PATH
  if (set !== undefined && set !== '') return set
  const folders = (env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
