import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describeReply, fixedPart } from '../../src/cli/record/describe-reply.ts'
import { refuseRecordFile } from '../../src/cli/record/record-file.ts'
import { createRecorder } from '../../src/cli/record/recorder.ts'
import { readDocument, validate } from '../../src/documents/index.ts'
import { createConversation } from '../support/conversation.ts'
import { realProject } from '../support/project.ts'
import { checkReply, playStep } from '../support/replay.ts'
import { type Transcript, transcriptSchema } from '../support/transcript.ts'

/** Says these lines, and gives the transcript that was recorded. */
async function record(lines: readonly string[]): Promise<string> {
  const recorder = createRecorder({
    name: 'sample',
    locale: 'fr',
    today: '2026-11-23',
    project: realProject(),
  })
  const chat = createConversation({ locale: 'fr', today: '2026-11-23' })
  for (const line of lines) {
    recorder.heard(line)
    const { messages } = await chat.say(line)
    for (const message of messages) recorder.replied(message)
  }
  return recorder.transcript()
}

function parse(source: string): Transcript {
  const read = validate(readDocument('sample.yaml', source), transcriptSchema, 'transcript')
  if (read.value === undefined) throw new Error(JSON.stringify(read.faults))
  return read.value
}

describe('refuseRecordFile', () => {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-record-'))

  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  it('takes a new file in a folder that is there', () => {
    expect(() => refuseRecordFile(join(dir, 'new.yaml'))).not.toThrow()
  })

  it('refuses what could not be kept, or would be lost, before anybody has talked', () => {
    const kept = join(dir, 'kept.yaml')
    writeFileSync(kept, 'transcript: kept')

    expect(() => refuseRecordFile(kept)).toThrow('is there already; name another file')
    expect(() => refuseRecordFile(join(dir, 'no', 'a.yaml'))).toThrow('is not there; make it')
    expect(() => refuseRecordFile(join(dir, 'a.txt'))).toThrow('its name ends in .yaml')
  })
})

describe('a recorded conversation', () => {
  it('names the texts and the answers of each reply', async () => {
    const transcript = parse(await record(['déclarer une naissance pas à pas', 'avant-hier']))

    expect(transcript).toMatchObject({
      transcript: 'sample',
      flow: 'register-birth',
      locales: ['fr'],
      today: '2026-11-23',
      chat: [
        { me: 'déclarer une naissance pas à pas', says: ['flow-register-birth:born'] },
        { me: 'avant-hier', says: ['flow-register-birth:where'] },
      ],
    })
  })

  it('knows a text by what stands before its first value, or after it', () => {
    expect(fixedPart('Le {{day}}, à midi.')).toBe('Le')
    expect(fixedPart('{{days}} jours ont passé.')).toBe('jours ont passé.')
    expect(fixedPart('{{days}}')).toBe('')
  })

  it('names a short text of the flow that runs where it is a line of its own', () => {
    const known = [{ from: 'text', name: 'flow-a:bye', fixed: 'Adieu.' }] as const

    expect(describeReply('Merci.\n\nAdieu.', known, 'a').says).toEqual(['flow-a:bye'])
    expect(describeReply('Adieu. Merci.', known, 'a').says).toEqual([])
    expect(describeReply('Adieu.', known, 'b').says).toEqual([])
  })

  it('replays', async () => {
    const lines = [
      'bonjour',
      'combien de prénoms pour un bébé',
      'déclarer une naissance pas à pas',
      'il y a 10 jours',
      '1',
      'je suis célibataire',
      'oui',
      'menu',
      'qwzrt vkpxj',
    ]
    const transcript = parse(await record(lines))
    const chat = createConversation({ locale: 'fr', today: '2026-11-23' })

    for (const [index, step] of transcript.chat.entries()) {
      checkReply(await playStep(chat, step, 'fr'), step, 'fr', `step ${index + 1}`)
    }

    expect(transcript.chat).toHaveLength(lines.length)
    expect(transcript.chat[1]?.answers).toBe('first-names')
  })
})
