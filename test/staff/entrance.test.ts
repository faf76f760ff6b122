import { beforeEach, describe, expect, it } from 'vitest'
import { fromBase32, hotp, toStep } from '../../src/staff/totp.ts'
import { createStaffRoom, PASSWORD, type StaffRoom } from '../support/staff.ts'

const HOUR = 3_600_000

let room: StaffRoom

beforeEach(() => {
  room = createStaffRoom()
})

const find = (session: string) => room.staff.entrance.find(session, { active: true })

describe('an invitation', () => {
  it('makes one account of its role, and signs it in', async () => {
    const session = await room.join('Salma', 'reviewer')

    expect((await find(session))?.staff).toMatchObject({ name: 'salma', role: 'reviewer' })
  })

  it('works once, also when two people open it at the same moment', async () => {
    const token = await room.staff.people.invite('editor', 'terminal')

    const joined = await Promise.allSettled([
      room.staff.entrance.join(token, 'salma', PASSWORD),
      room.staff.entrance.join(token, 'bilal', PASSWORD),
    ])

    expect(joined.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await room.staff.people.list()).toHaveLength(1)
  })

  it('ends after a day', async () => {
    const token = await room.staff.people.invite('editor', 'terminal')
    room.clock.advance(24 * HOUR)

    expect(await room.staff.entrance.findLink(token)).toBeUndefined()
    await expect(room.staff.entrance.join(token, 'salma', PASSWORD)).rejects.toMatchObject({
      code: 'staff:link_used',
    })
  })

  it.each([
    ['staff:bad_name', '<script>', PASSWORD],
    ['staff:bad_name', 'sal\u202ema', PASSWORD],
    ['staff:bad_name', 's', PASSWORD],
    ['staff:weak_password', 'salma', 'short'],
    ['staff:weak_password', 'salma', 'aaaaaaaaaaaa'],
    ['staff:weak_password', 'salma', 'salma-2026-x'],
    ['staff:weak_password', 'salma', 'long enough but endless '.repeat(9)],
  ])('refuses %s and can be used again', async (code, name, password) => {
    const token = await room.staff.people.invite('editor', 'terminal')

    await expect(room.staff.entrance.join(token, name, password)).rejects.toMatchObject({ code })
    expect(await room.staff.entrance.findLink(token)).toEqual({ type: 'join', role: 'editor' })
  })

  it('refuses a name that somebody has, however it is written', async () => {
    await room.join('salma', 'editor')

    await expect(room.join(' SALMA ', 'editor')).rejects.toMatchObject({ code: 'staff:name_taken' })
  })
})

describe('signing in', () => {
  it('takes the name in any case, and opens a new session each time', async () => {
    const first = await room.join('salma', 'editor')
    const { session, awaitsCode } = await room.staff.entrance.signIn(' Salma ', PASSWORD)

    expect(awaitsCode).toBe(false)
    expect(session).not.toBe(first)
    expect((await find(session))?.staff.name).toBe('salma')
  })

  it('ends the session that the browser came with', async () => {
    const before = await room.join('salma', 'editor')
    await room.staff.entrance.signIn('salma', PASSWORD, before)

    expect(await find(before)).toBeUndefined()
  })

  it.each([
    ['salma', 'another password'],
    ['nobody', PASSWORD],
    ['', ''],
  ])('says the same of %j with a wrong name or password', async (name, password) => {
    await room.join('salma', 'editor')

    await expect(room.staff.entrance.signIn(name, password)).rejects.toMatchObject({
      code: 'staff:wrong',
      message: 'The name or the password is wrong.',
    })
  })
})

describe('a session', () => {
  it('ends twelve hours after signing in, however much it is used', async () => {
    const session = await room.join('salma', 'editor')
    for (let hour = 1; hour <= 11; hour += 1) {
      room.clock.advance(HOUR)
      expect(await find(session)).toBeDefined()
    }
    room.clock.advance(HOUR)

    expect(await find(session)).toBeUndefined()
  })

  it('ends when nobody used it for two hours', async () => {
    const session = await room.join('salma', 'editor')
    room.clock.advance(2 * HOUR - 1)
    expect(await find(session)).toBeDefined()
    room.clock.advance(2 * HOUR)

    expect(await find(session)).toBeUndefined()
  })

  it('is not kept awake by what a page asks by itself', async () => {
    const session = await room.join('salma', 'editor')
    room.clock.advance(2 * HOUR - 1)
    expect(await room.staff.entrance.find(session, { active: false })).toBeDefined()
    room.clock.advance(1)

    expect(await find(session)).toBeUndefined()
  })

  it('is kept as a hash that does not sign anybody in', async () => {
    const session = await room.join('salma', 'editor')

    expect(await room.store.staff.findSession(session)).toBeUndefined()
  })
})

describe('wrong passwords', () => {
  const tryWrong = async (times: number, name = 'salma') => {
    for (let time = 0; time < times; time += 1) {
      await room.staff.entrance.signIn(name, 'wrong password').catch(() => undefined)
    }
  }
  const signIn = () => room.staff.entrance.signIn('salma', PASSWORD)

  beforeEach(async () => {
    await room.join('salma', 'editor')
  })

  it('lock the name after five, for longer each time', async () => {
    await tryWrong(5)
    await expect(signIn()).rejects.toMatchObject({
      code: 'staff:locked',
      details: { retryAfterMs: 30_000 },
    })
    room.clock.advance(30_000)
    await tryWrong(1)

    await expect(signIn()).rejects.toMatchObject({ details: { retryAfterMs: 60_000 } })
  })

  it('lock for an hour at most', async () => {
    for (let time = 0; time < 20; time += 1) {
      await tryWrong(1)
      room.clock.advance(HOUR)
    }
    await tryWrong(1)

    await expect(signIn()).rejects.toMatchObject({ details: { retryAfterMs: HOUR } })
  })

  it('lock also after a restart', async () => {
    await tryWrong(5)
    room = room.restarted()

    await expect(signIn()).rejects.toMatchObject({ code: 'staff:locked' })
  })

  it('are counted also when they come all at once', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) => room.staff.entrance.signIn('salma', `wrong ${at}`)),
    )
    const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'in'))

    expect(codes.filter((code) => code === 'staff:wrong')).toHaveLength(5)
    expect(codes.filter((code) => code === 'staff:locked')).toHaveLength(7)
  })

  it('lock a name without an account just the same', async () => {
    await tryWrong(5, 'nobody')

    await expect(room.staff.entrance.signIn('nobody', PASSWORD)).rejects.toMatchObject({
      code: 'staff:locked',
    })
  })

  it('are forgotten by a right one', async () => {
    await tryWrong(4)
    await signIn()
    await tryWrong(4)

    await expect(signIn()).resolves.toMatchObject({ awaitsCode: false })
  })

  it('leave the store when they are over', async () => {
    for (let at = 0; at < 300; at += 1) {
      const bucket = String(at)
      await room.store.staff.putAttempts({ bucket, count: 1, lockedUntil: 0, expiresAt: 1 })
    }
    await signIn()

    expect(await room.store.staff.findAttempts('0')).toBeUndefined()
    expect(await room.store.staff.findAttempts('299')).toBeUndefined()
  })

  it('appear in the audit log once the name is locked', async () => {
    await tryWrong(5)
    const { id } = await room.get('salma')

    expect((await room.audited()).at(-1)).toEqual({
      by: 'unknown',
      action: 'locked-out',
      target: id,
    })
  })
})

describe('the second factor', () => {
  let secret: string
  let session: string
  const codeAt = (steps: number) =>
    hotp(fromBase32(secret) ?? new Uint8Array(), toStep(room.clock.now()) + steps)

  beforeEach(async () => {
    await room.join('salma', 'editor')
    secret = room.staff.account.offerFactor('salma').secret
    const given = { password: PASSWORD, secret, code: codeAt(0) }
    await room.staff.account.turnOnFactor((await room.get('salma')).id, given)
    room.clock.advance(60_000)
    session = (await room.staff.entrance.signIn('salma', PASSWORD)).session
  })

  it('is asked for after the password, which alone opens nothing', async () => {
    expect(await room.staff.entrance.awaitsCode(session)).toBe(true)
    expect(await find(session)).toBeUndefined()
  })

  it('opens a session of another name than the one that waited', async () => {
    const inside = await room.staff.entrance.confirm(session, codeAt(0))

    expect(inside).not.toBe(session)
    expect((await find(inside))?.staff.name).toBe('salma')
    expect(await room.staff.entrance.awaitsCode(session)).toBe(false)
  })

  it('takes no code a second time', async () => {
    const code = codeAt(0)
    await room.staff.entrance.confirm(session, code)
    const again = await room.staff.entrance.signIn('salma', PASSWORD)

    await expect(room.staff.entrance.confirm(again.session, code)).rejects.toMatchObject({
      code: 'staff:wrong_code',
    })
  })

  it('takes the same code once when it is given twice at the same moment', async () => {
    const other = (await room.staff.entrance.signIn('salma', PASSWORD)).session
    const code = codeAt(0)

    const given = await Promise.allSettled([
      room.staff.entrance.confirm(session, code),
      room.staff.entrance.confirm(other, code),
    ])

    expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('locks the name when codes are guessed, and a right password does not undo it', async () => {
    for (let time = 0; time < 4; time += 1) {
      await room.staff.entrance.confirm(session, '000000').catch(() => undefined)
    }

    await expect(room.staff.entrance.confirm(session, codeAt(0))).rejects.toMatchObject({
      code: 'staff:locked',
    })
    await expect(room.staff.entrance.signIn('salma', PASSWORD)).rejects.toMatchObject({
      code: 'staff:locked',
    })
  })

  it('waits five minutes for the code', async () => {
    room.clock.advance(5 * 60_000)

    await expect(room.staff.entrance.confirm(session, codeAt(0))).rejects.toMatchObject({
      code: 'staff:session_ended',
    })
  })

  it('is kept sealed', async () => {
    expect((await room.get('salma')).totp?.secret).not.toContain(secret)
  })
})
