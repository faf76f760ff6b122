import { describe, expect, it } from 'vitest'
import { createLetters } from '../../src/conversation/letters.ts'
import { QUIET_MS, watchForQuiet } from '../../src/conversation/quiet.ts'
import { openSession, PURPOSES, sealMessage, sealSession } from '../../src/conversation/records.ts'
import { createSessions } from '../../src/conversation/sessions.ts'
import {
  createSession,
  type OutboundMessage,
  type PersonId,
  type Session,
  toAddress,
} from '../../src/core/index.ts'
import type { OutboxRecord, PersonRecord, Sealer } from '../../src/ports/index.ts'
import { createKeyring, createSealer } from '../../src/privacy/index.ts'
import { createTime } from '../support/time.ts'

const AMINA = 'amina' as PersonId
const fallback = { locale: 'fr', now: 0 } as const

/** A sealer that counts what it had to open. */
function createCounted() {
  const setting = Buffer.alloc(32, 1).toString('base64')
  const inner = createSealer(createKeyring({ dir: '/nowhere', setting }))
  const opened: string[] = []
  const sealer: Sealer = {
    ...inner,
    open(sealed, purpose) {
      opened.push(purpose)
      return inner.open(sealed, purpose)
    },
  }
  return { sealer, opened }
}

function recordOf(session: string, id: PersonId = AMINA): PersonRecord {
  const seen = { createdAt: 0, lastSeenAt: 0, gone: false }
  return { id, channel: 'telegram', address: '', session, ...seen }
}

/** Sessions, and how one is kept of a person. */
function createKept() {
  const { sealer, opened } = createCounted()
  const sessions = createSessions(sealer)
  const keep = (person: PersonId, session: Session): string => {
    const sealed = sealSession(sealer, session)
    sessions.note(person, sealed, session)
    return sealed
  }
  return { sealer, sessions, keep, opened }
}

const written: Session = { ...createSession('ary', 7), city: 'fes' }

describe('the session of somebody who is writing now', () => {
  it('is at hand, without being opened again', () => {
    const { sessions, keep, opened } = createKept()

    const record = recordOf(keep(AMINA, written))

    expect(sessions.open(record, fallback)).toEqual(written)
    expect(opened).toEqual([])
  })

  it('is the one of the store where another machine has written since', () => {
    const { sealer, sessions, keep } = createKept()
    keep(AMINA, written)

    const elsewhere = recordOf(sealSession(sealer, { ...written, city: 'taza' }))

    expect(sessions.open(elsewhere, fallback).city).toBe('taza')
  })

  it('is opened from the store once it was forgotten', () => {
    const { sessions, keep, opened } = createKept()
    const record = recordOf(keep(AMINA, written))
    const other = recordOf(keep('bilal' as PersonId, written), 'bilal' as PersonId)

    sessions.forget(AMINA)
    sessions.open(other, fallback)
    expect(opened).toEqual([])
    expect(sessions.open(record, fallback)).toEqual(written)
    sessions.forget()
    expect(sessions.open(other, fallback)).toEqual(written)
    expect(opened).toEqual(['session', 'session'])
  })

  it('makes room for others: only so many are at hand', () => {
    const { sealer, sessions, keep, opened } = createKept()
    const record = recordOf(keep(AMINA, written))

    for (let at = 0; at < 2000; at += 1) keep(`p${at}` as PersonId, written)

    expect(sessions.open(record, fallback)).toEqual(openSession(sealer, record.session, fallback))
    expect(opened).toHaveLength(2)
  })
})

describe('a message on its way', () => {
  const address = toAddress({ channel: 'telegram', account: '1', peer: '2' })
  const message: OutboundMessage = { type: 'text', text: 'x', direction: 'ltr' }

  it('is not opened by the process that has just sealed it, and by every other', () => {
    const { sealer, opened } = createCounted()
    const record: OutboxRecord = {
      ...{ id: '1', person: AMINA, channel: 'telegram', state: 'waiting' },
      ...{ createdAt: 0, dueAt: 0, attempts: 0 },
      address: sealer.seal(address, PURPOSES.address),
      message: sealMessage(sealer, message),
    }
    const letters = createLetters(sealer)
    letters.note(record, { address, message })

    expect(letters.open(record)).toEqual({ address, message })
    expect(opened).toEqual([])
    expect(letters.open({ ...record, attempts: 1 })).toEqual({ address, message })
    expect(opened).toEqual(['address', 'message'])
  })
})

describe('a quiet time', () => {
  const [FIRST, SECOND, THIRD] = QUIET_MS

  function watch() {
    const time = createTime()
    const began = time.now()
    const rests: number[] = []
    const noteTurn = watchForQuiet(time, () => rests.push(time.now() - began))
    return { time, rests, noteTurn }
  }

  it('is told of when nobody wrote for some seconds, and twice more later', () => {
    const { time, rests, noteTurn } = watch()

    noteTurn()
    time.advance(100 * THIRD)
    expect(rests).toEqual([FIRST, FIRST + SECOND, FIRST + SECOND + THIRD])
    noteTurn()
    time.advance(100 * THIRD)
    expect(rests).toHaveLength(6)
  })

  it('begins anew where somebody writes before it began, or before it is told of again', () => {
    const { time, rests, noteTurn } = watch()

    noteTurn()
    time.advance(FIRST - 1)
    noteTurn()
    time.advance(1)
    expect(rests).toEqual([])
    time.advance(FIRST)
    expect(rests).toEqual([2 * FIRST])
    noteTurn()
    time.advance(SECOND)
    expect(rests).toHaveLength(1)
    time.advance(FIRST)
    expect(rests).toHaveLength(2)
  })
})
