import { LOCALES } from '../../core/index.ts'
import { command, PRINTS_JSON } from '../arguments.ts'

const LOCALE = LOCALES.join('|')

/** Commands for those who write: talking, checking, drawing, files from sheets. */
export const CONTENT_COMMANDS = {
  chat: command({
    name: 'chat',
    usage: ['[options]'],
    about: 'Talks with you in the terminal, as Dalil talks with people. Ctrl+D ends it.',
    options: {
      locale: { type: 'string', value: LOCALE, help: 'the language it begins in' },
      record: {
        type: 'string',
        value: 'file.yaml',
        help: 'keeps the conversation as a transcript, which npm test replays',
      },
    },
  }),
  ask: command({
    name: 'ask',
    usage: ['"text" [options]', '--jsonl < questions.jsonl > answers.jsonl'],
    about: 'Answers one message, or one JSON object a line. Nothing is kept.',
    words: true,
    options: {
      locale: { type: 'string', value: LOCALE, help: 'the language of who asks' },
      json: { ...PRINTS_JSON, help: 'prints what was understood too, as JSON' },
      jsonl: {
        type: 'boolean',
        default: false,
        help: 'reads {"id", "text", "locale"?} a line, and prints one answer a line',
      },
    },
  }),
  check: command({
    name: 'check',
    usage: ['[options]'],
    about:
      'Names every fault in content/ and flows/ with its file, line and column, and what to do.\n' +
      'Exit status 1 where there is one.',
    options: {
      json: PRINTS_JSON,
      audio: {
        type: 'boolean',
        default: false,
        help: 'lists the answers that nobody can listen to yet instead',
      },
    },
  }),
  flow: command({
    name: 'flow',
    usage: ['list', 'graph <flow> [options]'],
    about: 'Lists the flows, or draws one.',
    words: true,
    commands: {
      list: 'the flows, with their version and how many nodes they have',
      'graph <flow>': 'prints the flow as Mermaid',
    },
    options: {
      svg: { type: 'string', value: 'file.svg', help: 'writes it as a picture too' },
      png: { type: 'string', value: 'file.png', help: 'the same, where a Chromium is installed' },
    },
  }),
  schema: command({
    name: 'schema',
    usage: [''],
    about: 'Writes flows/flow.schema.json, by which editors complete and underline.',
    options: {},
  }),
  content: command({
    name: 'content',
    usage: ['<command>'],
    about:
      'Takes content from the staff pages and from sheets into files. Dalil has to be stopped\n' +
      'meanwhile, unless DATABASE_URL is set.',
    words: true,
    commands: {
      export: 'writes what the staff published into the files; it stays published as well',
      'import <file>': 'reads an XLSX or CSV file of entries or partners into the files',
      settle: 'takes out of use what the files hold by now: after they have come to every machine',
    },
    options: {
      to: { type: 'string', value: 'folder', help: 'writes a copy below another folder' },
      'only-good': {
        type: 'boolean',
        default: false,
        help: 'imports the good rows; else a mistake in one keeps all out',
      },
      'files-only': {
        type: 'boolean',
        default: false,
        help: 'imports without a look at what the staff published; Dalil may run',
      },
    },
  }),
} as const
