import type { Config } from '../config.ts'
import type { ChannelState } from '../ports/index.ts'
import type { Running } from '../start.ts'
import type { EncoderState } from './outside-encoder.ts'

/** What a channel needs to be switched on, for those that are off. */
const HINTS = {
  telegram: 'set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you',
  whatsapp: 'set WHATSAPP=cloud (the official API), or WHATSAPP=web and link a phone',
  email: 'set SMTP_URL and MAIL_FROM to tell partners who comes, with consent',
} as const

/** What `npm start` says: where the pages are, what is on, which encoder answers, where data lie. */
export function startReport(running: Running, config: Config): string {
  const url = config.port === running.port ? config.publicUrl : `http://localhost:${running.port}`
  const signIn = running.signInLink
  const lines = [
    '',
    'Dalil is running.',
    '',
    `  Chat page    ${url}/`,
    signIn === undefined
      ? `  Staff page   ${url}/staff`
      : `  Staff page   ${signIn}   (works once, for 24 hours)`,
    '',
    ...running.channels.map(
      (channel) => `  ${channel.name.padEnd(12)} ${describe(channel.state())}`,
    ),
    ...Object.entries(HINTS)
      .filter(([name]) => !running.channels.some((channel) => channel.name === name))
      .map(([name, hint]) => `  ${name.padEnd(12)} off: ${hint}`),
    '',
    `  Encoder      ${encoderOf(running.encoder.state(), config)}`,
    `  Voice        ${voiceOf(running, config)}`,
    `  Data         ${config.dataDir}`,
    '',
    '',
  ]
  return lines.join('\n')
}

function encoderOf(state: EncoderState, { embeddings }: Config): string {
  switch (state.type) {
    case 'none':
      return 'learnt from the content'
    case 'loading':
      return `learnt from the content, until ${embeddings} is loaded`
    case 'on':
      return embeddings
    case 'failed':
      return `learnt from the content: ${state.reason}`
  }
}

function voiceOf({ ears }: Running, { speechModel }: Config): string {
  if (speechModel === undefined) return 'people are asked to write: set SPEECH_MODEL to listen'
  const fault = ears.fault()
  return fault === undefined
    ? `written down by ${speechModel}`
    : `people are asked to write: ${fault}`
}

function describe(state: ChannelState): string {
  switch (state.type) {
    case 'on':
      return state.detail === undefined ? 'on' : `on, ${state.detail}`
    case 'starting':
      return `on, ${state.detail ?? 'connecting'}`
    case 'off':
      return `off: ${state.hint}`
    case 'failing':
      return `failing: ${state.reason}. ${state.hint}`
  }
}
