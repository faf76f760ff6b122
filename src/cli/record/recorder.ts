import { stringify } from 'yaml'
import type { Project } from '../../content/index.ts'
import { type Locale, type OutboundMessage, textOf } from '../../core/index.ts'
import type { Channel } from '../../ports/index.ts'
import { type Described, describeReply, type KnownText, knownTexts } from './describe-reply.ts'

/** What a recording is made of. */
export interface RecorderOptions {
  /** The name of the transcript. */
  readonly name: string
  readonly locale: Locale
  /** `YYYY-MM-DD`: answers that hang on the day are the same when it is replayed. */
  readonly today: string
  readonly project: Project
}

/** Notes a conversation as it happens. */
export interface Recorder {
  heard(text: string): void
  replied(message: OutboundMessage): void
  /** The transcript as YAML, for `test/transcripts/`. */
  transcript(): string
}

interface Step {
  readonly me: string
  readonly replies: OutboundMessage[]
}

const HEAD = `# Recorded with "npm run chat -- --record". Give it a title, take out what does not matter,
# and put it into test/transcripts/.
`

/** Begins a recording. */
export function createRecorder(options: RecorderOptions): Recorder {
  const steps: Step[] = []
  return {
    heard: (me) => void steps.push({ me, replies: [] }),
    replied: (message) => void steps.at(-1)?.replies.push(message),
    transcript: () => write(options, steps),
  }
}

function write({ name, locale, today, project }: RecorderOptions, steps: readonly Step[]): string {
  const known = knownTexts(project, locale)
  const chat: object[] = []
  let flow: string | undefined
  let first: string | undefined
  for (const { me, replies } of steps) {
    const reply = describe(replies, known, flow)
    flow = flowIn(reply) ?? flow
    first ??= flow
    const { says, ...rest } = reply
    chat.push({ me, ...(says.length === 0 ? {} : { says }), ...rest })
  }
  const transcript = {
    transcript: name,
    title: `recorded on ${today}`,
    ...(first === undefined ? {} : { flow: first }),
    locales: [locale],
    today,
    chat,
  }
  return HEAD + stringify(transcript, { lineWidth: 100 })
}

function describe(
  replies: readonly OutboundMessage[],
  known: readonly KnownText[],
  flow: string | undefined,
): Described {
  return describeReply(replies.map(textOf).join('\n\n'), known, flow)
}

function flowIn({ says }: Described): string | undefined {
  const key = says.findLast((name) => name.startsWith('flow-'))
  return key?.slice('flow-'.length, key.indexOf(':'))
}

/** A channel of which everything said and replied is noted; `settled` waits for the replies. */
export function recording(
  channel: Channel,
  recorder: Recorder,
  settled: () => Promise<void>,
): Channel {
  return {
    ...channel,
    start: (receive) =>
      channel.start(async (message) => {
        if (message.content.type === 'text') recorder.heard(message.content.text)
        await receive(message)
        await settled()
      }),
    send: (address, message, id) => {
      recorder.replied(message)
      return channel.send(address, message, id)
    },
  }
}
