import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { type Config, readConfig } from '../config.ts'
import { DalilError, isDalilError } from '../errors.ts'
import { createIds, newSecret } from '../ids.ts'
import { ROLES, type Role, silentLogger, systemClock } from '../ports/index.ts'
import { createStaffPeople, MIN_PASSWORD_LENGTH, type People } from '../staff/index.ts'
import { openStore } from '../start/open-store.ts'
import { COMMANDS } from './commands.ts'
import { EXIT, noSuchCommand, runCommand, UsageError } from './run.ts'

/** The audit log says that it was done here. */
const BY = 'terminal'

await runCommand(COMMANDS.staff, async ({ values, positionals }) => {
  const [command, name] = positionals
  const config = readConfig(process.env)
  const { publicUrl } = config
  const role = parseRole(values.role)
  switch (command) {
    case 'list':
      return withPeople(config, list)
    case 'invite':
      return withPeople(config, async (people) => {
        say(`${publicUrl}/staff/join?token=${await people.invite(role, BY)}`)
        say(`Makes an account with the role ${role}; works once, for 24 hours, when Dalil runs.`)
      })
    case 'reset': {
      if (name === undefined) throw new UsageError('Name whose password is to be set.')
      return withPeople(config, async (people) => {
        const token = await people.resetLink(await getId(people, name), BY)
        say(`${publicUrl}/staff/reset?token=${token}`)
        say(`Sets a new password for ${name}; works once, for 24 hours, when Dalil runs.`)
      })
    }
    case 'add': {
      if (name === undefined) throw new UsageError('Name whoever is to be added.')
      return withPeople(config, async (people) => {
        await people.add({ name, role, password: await readPassword() }, BY)
        say(`${name} can sign in at ${publicUrl}/staff as ${role}.`)
      })
    }
    default:
      throw noSuchCommand(COMMANDS.staff, command)
  }
})

async function withPeople(
  config: Config,
  work: (people: People) => Promise<void>,
): Promise<number> {
  const clock = systemClock
  const opening = openStore({ config, clock, logger: silentLogger })
  const { store } = await opening.catch(explainRunning)
  try {
    await work(createStaffPeople({ store, clock, newSecret, newId: createIds(clock) }))
  } finally {
    await store.close()
  }
  return EXIT.ok
}

function explainRunning(error: unknown): never {
  if (!isDalilError(error, 'store:locked')) throw error
  const message =
    `${error.message}\nWhile Dalil runs, an admin does this on the page /staff/people. ` +
    'Where nobody can sign in any more: stop Dalil, run this command again, start Dalil.'
  throw new DalilError(error.code, message, { cause: error })
}

async function list(people: People): Promise<void> {
  const members = await people.list()
  if (members.length === 0) say('Nobody yet. The first account is made by the link of "npm start".')
  for (const { name, role, disabled, hasSecondFactor, createdAt } of members) {
    const day = new Date(createdAt).toISOString().slice(0, 10)
    const factor = hasSecondFactor ? 'second factor' : ''
    const state = disabled ? 'disabled' : ''
    say([name.padEnd(20), role.padEnd(9), day, factor, state].join('  ').trimEnd())
  }
}

async function getId(people: People, name: string): Promise<string> {
  const wanted = name.normalize('NFKC').trim().toLowerCase()
  const found = (await people.list()).find((one) => one.name === wanted)
  if (found !== undefined) return found.id
  throw new DalilError('staff:not_found', `There is no account "${name}"; see "list".`)
}

function parseRole(text: string): Role {
  const role = ROLES.find((one) => one === text)
  if (role !== undefined) return role
  throw new UsageError(`--role must be one of ${ROLES.join(', ')}, not ${text}`)
}

/** One line of standard input; at a terminal it is asked for and not shown. */
async function readPassword(): Promise<string> {
  const isTerminal = process.stdin.isTTY === true
  if (isTerminal) {
    process.stdout.write(`Password (at least ${MIN_PASSWORD_LENGTH} characters, not shown): `)
  }
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTerminal })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (isTerminal) process.stdout.write('\n')
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
