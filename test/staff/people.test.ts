import { beforeEach, describe, expect, it } from 'vitest'
import { createStaffRoom, PASSWORD, type StaffRoom } from '../support/staff.ts'

let room: StaffRoom
let session: string
let boss: string

beforeEach(async () => {
  room = createStaffRoom()
  session = await room.join('salma', 'admin')
  boss = (await room.get('salma')).id
})

const find = (token: string) => room.staff.entrance.find(token, { active: true })

describe('the first account', () => {
  it('is an admin, made by the newest link only', async () => {
    const empty = createStaffRoom()
    const { people, entrance } = empty.staff
    const old = (await people.inviteFirst()) ?? ''
    const token = (await people.inviteFirst()) ?? ''

    expect(await entrance.findLink(old)).toBeUndefined()
    expect(await entrance.findLink(token)).toEqual({ type: 'join', role: 'admin' })
  })

  it('is offered to nobody once there is one', async () => {
    expect(await room.staff.people.inviteFirst()).toBeUndefined()
  })
})

describe('a role', () => {
  it('holds from the next request on', async () => {
    const token = await room.join('bilal', 'viewer')
    await room.staff.people.setRole((await room.get('bilal')).id, 'editor', boss)

    expect((await find(token))?.staff.role).toBe('editor')
  })

  it('of the last admin stays', async () => {
    await expect(room.staff.people.setRole(boss, 'editor', boss)).rejects.toMatchObject({
      code: 'staff:last_admin',
    })
  })

  it('of the last admin stays also when two admins remove each other at once', async () => {
    await room.join('bilal', 'admin')
    const { id } = await room.get('bilal')

    const done = await Promise.allSettled([
      room.staff.people.disable(boss, id),
      room.staff.people.setRole(id, 'viewer', boss),
    ])

    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const admins = (await room.staff.people.list()).filter(
      ({ role, disabled }) => role === 'admin' && !disabled,
    )
    expect(admins.map(({ name }) => name)).toEqual(['bilal'])
  })
})

describe('a disabled account', () => {
  it('is signed out at once, cannot sign in, and loses its reset link', async () => {
    const token = await room.join('bilal', 'editor')
    const { id } = await room.get('bilal')
    const link = await room.staff.people.resetLink(id, boss)
    await room.staff.people.disable(id, boss)

    expect(await find(token)).toBeUndefined()
    expect(await room.staff.entrance.findLink(link)).toBeUndefined()
    await expect(room.staff.entrance.signIn('bilal', PASSWORD)).rejects.toMatchObject({
      code: 'staff:wrong',
    })
    await expect(room.staff.people.resetLink(id, boss)).rejects.toMatchObject({
      code: 'staff:is_disabled',
    })
  })

  it('works again once it is enabled', async () => {
    await room.join('bilal', 'editor')
    const { id } = await room.get('bilal')
    await room.staff.people.disable(id, boss)
    await room.staff.people.enable(id, boss)

    await expect(room.staff.entrance.signIn('bilal', PASSWORD)).resolves.toBeDefined()
  })

  it('of the last admin there is none', async () => {
    await room.join('bilal', 'editor')

    await expect(room.staff.people.disable(boss, boss)).rejects.toMatchObject({
      code: 'staff:last_admin',
    })
  })
})

describe('a reset link', () => {
  it('sets a new password once, ends all sessions and lifts the lock', async () => {
    for (let time = 0; time < 5; time += 1) {
      await room.staff.entrance.signIn('salma', 'wrong password').catch(() => undefined)
    }
    const link = await room.staff.people.resetLink(boss, 'terminal')

    const fresh = await room.staff.entrance.reset(link, 'another long password')

    expect(await find(session)).toBeUndefined()
    expect((await find(fresh))?.staff.name).toBe('salma')
    await room.staff.entrance.signIn('salma', 'another long password')
    await expect(room.staff.entrance.reset(link, PASSWORD)).rejects.toMatchObject({
      code: 'staff:link_used',
    })
  })

  it('ends the one made before', async () => {
    const old = await room.staff.people.resetLink(boss, boss)
    await room.staff.people.resetLink(boss, boss)

    expect(await room.staff.entrance.findLink(old)).toBeUndefined()
  })

  it('makes no account, and an invitation sets no password', async () => {
    const reset = await room.staff.people.resetLink(boss, boss)
    const invite = await room.staff.people.invite('viewer', boss)
    const used = { code: 'staff:link_used' }

    await expect(room.staff.entrance.join(reset, 'bilal', PASSWORD)).rejects.toMatchObject(used)
    await expect(room.staff.entrance.reset(invite, PASSWORD)).rejects.toMatchObject(used)
  })
})

describe('an invitation', () => {
  it('can be withdrawn, a reset link not by the same way', async () => {
    const token = await room.staff.people.invite('viewer', boss)
    const reset = await room.staff.people.resetLink(boss, boss)
    for (const { tokenHash } of await room.store.staff.listInvites()) {
      await room.staff.people.withdraw(tokenHash, boss)
    }

    expect(await room.staff.entrance.findLink(token)).toBeUndefined()
    expect(await room.staff.entrance.findLink(reset)).toBeDefined()
    expect(await room.staff.people.invitations()).toEqual([])
  })
})

describe('the own account', () => {
  it('changes its password, which ends every other session', async () => {
    const fresh = await room.staff.account.changePassword(boss, PASSWORD, 'another long password')

    expect(await find(session)).toBeUndefined()
    expect(await find(fresh)).toBeDefined()
    await expect(room.staff.entrance.signIn('salma', PASSWORD)).rejects.toMatchObject({
      code: 'staff:wrong',
    })
  })

  it('asks for the password before it changes how one signs in', async () => {
    const wrong = { code: 'staff:wrong' }
    const { account } = room.staff
    const { secret } = account.offerFactor('salma')
    const given = { password: 'wrong password', secret, code: '123456' }

    await expect(account.changePassword(boss, 'wrong', PASSWORD)).rejects.toMatchObject(wrong)
    await expect(account.turnOnFactor(boss, given)).rejects.toMatchObject(wrong)
    await expect(account.turnOffFactor(boss, 'wrong')).rejects.toMatchObject(wrong)
  })

  it('locks its name when the password is guessed there', async () => {
    for (let time = 0; time < 5; time += 1) {
      await room.staff.account.changePassword(boss, 'wrong', PASSWORD).catch(() => undefined)
    }

    await expect(room.staff.entrance.signIn('salma', PASSWORD)).rejects.toMatchObject({
      code: 'staff:locked',
    })
  })

  it('signs out everywhere', async () => {
    const { session: other } = await room.staff.entrance.signIn('salma', PASSWORD)
    await room.staff.account.signOutEverywhere(boss)

    expect(await find(session)).toBeUndefined()
    expect(await find(other)).toBeUndefined()
  })
})

describe('the audit log', () => {
  it('has every change: who, what, on what', async () => {
    await room.join('bilal', 'viewer')
    const { id } = await room.get('bilal')
    await room.staff.people.setRole(id, 'editor', boss)
    await room.staff.people.disable(id, boss)
    await room.staff.people.enable(id, boss)
    await room.staff.people.resetLink(id, boss)
    await room.staff.account.changePassword(boss, PASSWORD, 'another long password')

    expect(await room.audited()).toEqual([
      { by: 'terminal', action: 'invited', role: 'admin' },
      { by: boss, action: 'joined', target: boss, role: 'admin' },
      { by: 'terminal', action: 'invited', role: 'viewer' },
      { by: id, action: 'joined', target: id, role: 'viewer' },
      { by: boss, action: 'role-changed', target: id, role: 'editor' },
      { by: boss, action: 'disabled', target: id },
      { by: boss, action: 'enabled', target: id },
      { by: boss, action: 'reset-link-made', target: id },
      { by: boss, action: 'password-changed', target: boss },
    ])
  })

  it('has nothing of a change that was refused', async () => {
    const before = await room.audited()
    await room.staff.people.disable(boss, boss).catch(() => undefined)

    expect(await room.audited()).toEqual(before)
  })
})
