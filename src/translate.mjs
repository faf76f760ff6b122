// Makes JavaScript of TypeScript files of the project, as it runs for people.
import { mkdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * Translates these files, and all of the project that they import, into a folder. What stands alone
 * shares nothing with the others and has nothing in it that it does not use: it loads little.
 */
export async function translate(files, { from, to, alone = [] }) {
  mkdirSync(to, { recursive: true })
  await buildAll(files, { from, to, splitting: true })
  if (alone.length > 0) await buildAll(alone, { from, to, splitting: false })
}

async function buildAll(entryPoints, { from, to, splitting }) {
  await build({
    ...{ entryPoints, splitting, outdir: to, outbase: from, outExtension: { '.js': '.mjs' } },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' },
    ...{ jsx: 'automatic', jsxImportSource: 'hono/jsx', logLevel: 'silent' },
    plugins: [ownPlace],
  })
}

/** Every file goes on believing that it stands where it was written: it finds its neighbours. */
const ownPlace = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }))
  },
}
