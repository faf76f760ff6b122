import { LOCALES } from '../../core/index.ts'
import { ROLES } from '../../ports/index.ts'
import { command, PRINTS_JSON } from '../arguments.ts'

const LOCALE = LOCALES.join('|')

/** Commands for those who run a Dalil. */
export const RUNNING_COMMANDS = {
  data: command({
    name: 'data',
    usage: ['<command>'],
    about: 'Looks after what is kept: the database where DATABASE_URL is set, else DATA_DIR.',
    words: true,
    commands: {
      'verify [backup]': 'reads all that is kept, or a backup, and says what is there',
      'backup [file]': 'writes all that is kept to one file, also while Dalil runs',
      'restore <backup>': 'puts a backup in the place of what is kept (stop Dalil first)',
      export: 'prints all that is kept, one JSON object a line',
      'import < file': 'puts what "export" printed in its place (stop Dalil first)',
      'migrate --to <store>':
        'moves all into the other store; DATABASE_URL is needed (stop Dalil first)',
      'rotate-key': 'makes a new key and seals all with it (stop Dalil first)',
    },
    options: {
      keep: { type: 'string', value: 'days', help: 'deletes older backups in the same folder' },
      to: { type: 'string', value: 'postgres|lowdb', help: 'where "migrate" moves to' },
      replace: { type: 'boolean', default: false, help: 'migrates also where something is there' },
      json: { ...PRINTS_JSON, help: 'prints JSON, for "verify"' },
    },
    notes:
      'A large database is backed up faster by pg_dump; "restore" reads only what "backup" wrote.\n' +
      'Backups and exports are sealed like the data itself: without dalil.key or DALIL_KEY nobody\n' +
      'can read them. Keep the key apart from the backups.',
  }),
  doctor: command({
    name: 'doctor',
    usage: ['[options]'],
    about: 'Examines every channel: what it is set to, whether it answers, when it was last used.',
    options: { json: PRINTS_JSON },
  }),
  staff: command({
    name: 'staff',
    usage: ['<command>'],
    about: 'Looks after the accounts of the staff. Stop Dalil first, unless DATABASE_URL is set.',
    words: true,
    commands: {
      list: 'who belongs to the staff',
      invite: 'a one-time link that makes an account, for 24 hours',
      'reset <name>': 'a one-time link to a new password, without the second factor, for 24 hours',
      'add <name>': 'makes an account; asks for its password, or reads it from standard input',
    },
    options: {
      role: {
        type: 'string',
        value: ROLES.join('|'),
        default: 'reviewer',
        help: 'the role of who is invited or added',
      },
    },
  }),
  report: command({
    name: 'report',
    usage: ['[options]'],
    about:
      'Writes a report of what was counted from one day to another, both included, as a PDF.\n' +
      'Groups of fewer than 5 are hidden as on the pages of the staff. Works while Dalil runs.',
    options: {
      from: { type: 'string', value: 'YYYY-MM-DD', help: 'the first day; else that of this year' },
      to: { type: 'string', value: 'YYYY-MM-DD', help: 'the last day; else today' },
      locale: { type: 'string', value: LOCALE, default: 'fr', help: 'the language' },
      out: { type: 'string', value: 'file.pdf', help: 'where it goes' },
      json: { ...PRINTS_JSON, help: 'prints the numbers instead' },
    },
  }),
} as const
