import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'

const dir = mkdtempSync(join(tmpdir(), 'dalil-test-'))

afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('npm run chat', () => {
  it('answers every line before it ends, the last one too', () => {
    const { stdout, status } = spawnSync(process.execPath, ['src/run.mjs', 'cli/chat.ts'], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, DATA_DIR: dir },
      encoding: 'utf8',
      input: "bonjour\ncombien d'impôt je paie ?\nch7al dyal dariba nkhless?\n",
    })

    expect(status).toBe(0)
    const last = stdout.trim().split('\n').slice(-20).join('\n')
    expect(stdout).toContain("L'impôt est un petit pourcentage")
    expect(last).toContain('الضريبة')
  })
})
