import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareSession, wipeSession } from '../../../src/channels/whatsapp-web/session.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dalil-session-'))
})

afterEach(() => rmSync(root, { recursive: true }))

/** A profile that a Chromium of this machine or another holds, or held. */
function heldBy(host: string): string {
  const folder = join(root, 'whatsapp-web')
  mkdirSync(join(folder, 'session'), { recursive: true })
  symlinkSync(`${host}-4711`, join(folder, 'session', 'SingletonLock'))
  symlinkSync('1234', join(folder, 'session', 'SingletonCookie'))
  return folder
}

describe('the session', () => {
  it('lies in a folder that nobody else on the machine can open', async () => {
    const folder = join(root, 'data', 'whatsapp-web')
    await prepareSession(folder)

    expect(lstatSync(folder).mode & 0o777).toBe(0o700)
  })

  it('is freed of a lock that a container left which is no more', async () => {
    const folder = heldBy('3f2a-some-container')
    await prepareSession(folder)

    expect(readdirSync(join(folder, 'session'))).toEqual([])
  })

  it('leaves a lock of this machine to Chromium, which knows whether its holder lives', async () => {
    const folder = heldBy(hostname())
    await prepareSession(folder)

    expect(readdirSync(join(folder, 'session'))).toHaveLength(2)
  })

  it('is forgotten as a whole', async () => {
    const folder = heldBy(hostname())
    await wipeSession(folder)
    await wipeSession(folder)

    expect(readdirSync(root)).toEqual([])
  })
})
