import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The files of the pages, all served from this machine. */
export interface StaticFiles {
  /** Changes when any file changes; part of their addresses, so that phones may cache for good. */
  readonly version: string
  readonly routes: Hono
}

/** Files of packages that the pages need, served like our own. */
const PACKAGED = ['htmx.org/dist/htmx.min.js']

/** Reads the static files once; there are few and they are small. */
export function loadStaticFiles(): StaticFiles {
  const folder = join(fileURLToPath(new URL('.', import.meta.url)), 'static')
  const { resolve } = createRequire(import.meta.url)
  const paths = [
    ...readdirSync(folder).map((name) => join(folder, name)),
    ...PACKAGED.map((file) => resolve(file)),
  ]
  const files = new Map(
    paths.map((path) => {
      const bytes = readFileSync(path)
      const name = basename(path)
      return [
        name,
        { bytes, gzip: gzipSync(bytes), type: TYPES[extname(name)] ?? 'application/octet-stream' },
      ]
    }),
  )
  const hash = createHash('sha256')
  for (const { bytes } of files.values()) hash.update(bytes)
  const routes = new Hono()
  routes.get('/:name', (c) => {
    const file = files.get(c.req.param('name'))
    if (file === undefined) return c.notFound()
    c.header('Content-Type', file.type)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Vary', 'Accept-Encoding')
    if (c.req.header('accept-encoding')?.includes('gzip')) {
      c.header('Content-Encoding', 'gzip')
      return c.body(new Uint8Array(file.gzip))
    }
    return c.body(new Uint8Array(file.bytes))
  })
  return { version: hash.digest('hex').slice(0, 10), routes }
}
