// Makes JavaScript of TypeScript files of the project, as it runs for people.
import { mkdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Translates these files, and all of the project that they import, into a folder. */
export async function translate(files, { from, to }) {
  mkdirSync(to, { recursive: true })
  await build({
    entryPoints: files,
    ...{ outdir: to, outbase: from, outExtension: { '.js': '.mjs' }, splitting: true },
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
