import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { fetchModel, modelFolderOf } from '../../src/models/index.ts'
import { writeEncoderModel } from '../support/models/encoder-model.ts'

const root = mkdtempSync(join(tmpdir(), 'dalil-hub-'))
const ID = 'somebody/tiny-e5'
const asked: string[] = []
/** Files that are cut off in the middle. */
const broken = new Set<string>()
let server: Server
let url: string

beforeAll(async () => {
  writeEncoderModel(join(root, 'model'))
  server = createServer((request, response) => {
    const prefix = `/${ID}/resolve/main/`
    const file = (request.url ?? '').slice(prefix.length)
    const path = join(root, 'model', file)
    if (!request.url?.startsWith(prefix) || !existsSync(path)) {
      response.writeHead(404).end()
      return
    }
    asked.push(file)
    const bytes = readFileSync(path)
    response.writeHead(200, { 'content-length': bytes.length })
    if (broken.has(file)) response.write(bytes.subarray(0, 9), () => response.destroy())
    else response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})

afterEach(() => {
  asked.length = 0
  broken.clear()
})

afterAll(() => {
  server.close()
  rmSync(root, { recursive: true, force: true })
})

function get(dir: string, id = ID, hub = url) {
  const seen: string[] = []
  const onProgress = (file: string, done: number, total: number) => {
    if (done === total) seen.push(file)
  }
  return fetchModel({ id, dir, hub: { url: hub, fetch }, onProgress }).then(() => seen)
}

describe('fetching a model', () => {
  it('brings its files and tells how far it is; a second time asks for nothing', async () => {
    const dir = join(root, 'once')

    const seen = await get(dir)
    const first = asked.length
    await get(dir)

    expect(seen).toEqual([
      'config.json',
      'tokenizer.json',
      'onnx/model.onnx',
      'tokenizer_config.json',
    ])
    expect(readFileSync(join(dir, 'onnx/model.onnx'))).toEqual(
      readFileSync(join(root, 'model/onnx/model.onnx')),
    )
    expect(asked).toHaveLength(first)
  })

  it('that breaks off leaves no folder, and goes on from there the next time', async () => {
    const dir = join(root, 'twice')
    broken.add('onnx/model.onnx')

    await expect(get(dir)).rejects.toMatchObject({ code: 'models:cut_short' })
    expect(existsSync(dir)).toBe(false)
    broken.clear()
    asked.length = 0
    await get(dir)

    expect(asked).toEqual(['onnx/model.onnx', 'tokenizer_config.json'])
  })

  it('of an id that the hub does not know says so', async () => {
    await expect(get(join(root, 'unknown'), 'somebody/else')).rejects.toMatchObject({
      code: 'models:not_found',
      message: expect.stringContaining('config.json of somebody/else'),
    })
  })
})

describe('npm run model -- pull', () => {
  const pull = (hub: string) =>
    new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, ['src/run.mjs', 'cli/model.ts', 'pull', ID], {
        cwd: PROJECT_ROOT,
        env: { ...process.env, DATA_DIR: join(root, 'data'), MODEL_HUB: hub },
      })
      const said = { stdout: '', stderr: '' }
      child.stdout.on('data', (part) => (said.stdout += String(part)))
      child.stderr.on('data', (part) => (said.stderr += String(part)))
      child.on('close', (status) => resolve({ status, ...said }))
    })

  it('without a network says in one line what to do', async () => {
    const { status, stderr } = await pull('http://127.0.0.1:1')

    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('http://127.0.0.1:1 could not be reached for config.json')
  })

  it('puts the model where EMBEDDINGS finds it by its id', async () => {
    const { status, stdout } = await pull(url)

    expect(status).toBe(0)
    expect(stdout.trim()).toBe(modelFolderOf(ID, join(root, 'data', 'models')))
    expect(existsSync(join(stdout.trim(), 'onnx/model.onnx'))).toBe(true)
  })
})

describe('the name of a model', () => {
  it('is a folder or an id, and nothing that leads elsewhere', () => {
    expect(modelFolderOf('/srv/model', '/data')).toBe('/srv/model')
    expect(modelFolderOf('owner/name', '/data')).toBe('/data/owner/name')
    expect(() => modelFolderOf('owner/../../etc', '/data')).toThrow('neither a folder nor the id')
  })
})
