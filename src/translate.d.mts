/** Translates these files, and all of the project that they import, into a folder. */
export function translate(
  files: readonly string[],
  folders: { readonly from: string; readonly to: string },
): Promise<void>
