import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../src/cli/paths.ts'

const FOUNDATION = ['core', 'errors', 'ports', 'documents', 'print', 'models']
const DOMAIN = [
  'flow',
  'faq',
  'urgency',
  'partners',
  'campaigns',
  'announcements',
  'review',
  'reminders',
  'referrals',
  'insights',
  'privacy',
  'staff',
]
const OUTSIDE = ['channels', 'store', 'embeddings', 'learning', 'speech', 'texts']

/** What each room may import; `main`, `start`, `services` and `cli` compose and may import all. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  core: ['errors'],
  ports: ['core', 'errors'],
  documents: ['core', 'errors'],
  print: ['core', 'errors'],
  models: ['core', 'errors', 'ports'],
  ...Object.fromEntries(DOMAIN.map((room) => [room, FOUNDATION])),
  ...Object.fromEntries(OUTSIDE.map((room) => [room, FOUNDATION])),
  learning: [...FOUNDATION, 'faq'],
  content: [...FOUNDATION, ...DOMAIN, 'texts'],
  understanding: [...FOUNDATION, 'faq', 'urgency'],
  conversation: [...FOUNDATION, ...DOMAIN, 'content', 'understanding'],
  web: [...FOUNDATION, ...DOMAIN, 'content', 'conversation'],
}

const COMPOSERS = ['main', 'start', 'apart', 'services', 'live', 'cli', 'config', 'log', 'ids']

interface Import {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly path: string
}

const imports = sources().flatMap(importsOf)

describe('the rooms of src', () => {
  it('import only what stands below them', () => {
    const strays = imports
      .filter(({ from, to }) => from !== to && !COMPOSERS.includes(from))
      .filter(({ from, to }) => !(MAY_IMPORT[from] ?? []).includes(to))
      .map(({ file, path }) => `${file} imports ${path}`)

    expect(strays).toEqual([])
  })

  it('are entered through their index.ts', () => {
    const domain = [...DOMAIN, 'content', 'conversation']
    const strays = imports
      .filter(({ from, to }) => from !== to && domain.includes(to))
      .filter(({ path }) => !path.endsWith('/index.ts'))
      .map(({ file, path }) => `${file} imports ${path}`)

    expect(strays).toEqual([])
  })

  it('have a rule each', () => {
    const rooms = new Set(sources().map(roomOf))
    const known = [...Object.keys(MAY_IMPORT), ...COMPOSERS]

    expect([...rooms].filter((room) => !known.includes(room))).toEqual([])
  })

  it('leave the environment to config.ts', () => {
    const readers = sources().filter((file) => /process\.env/u.test(read(file)))

    expect(readers.filter((file) => !/^src\/(main|cli\/[\w-]+)\.ts$/u.test(file))).toEqual([])
  })
})

function sources(): string[] {
  return readdirSync(join(PROJECT_ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join('src', name.replaceAll('\\', '/')))
    .filter((name) => /\.tsx?$/u.test(name))
}

function read(file: string): string {
  return readFileSync(join(PROJECT_ROOT, file), 'utf8')
}

function importsOf(file: string): Import[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/gu)].map(([, path = '']) => {
    const target = relative('.', posix.join(dirname(file), path)).replaceAll('\\', '/')
    return { file, from: roomOf(file), to: roomOf(target), path }
  })
}

function roomOf(file: string): string {
  return (file.split('/')[1] ?? '').replace(/\.tsx?$/u, '')
}
