import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { helpOf, noSuchCommand, readArguments } from '../../src/cli/arguments.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'

const all = Object.values(COMMANDS).map((command) => [command.name, command] as const)

function run(file: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, ['src/run.mjs', `cli/${file}.ts`, ...args], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  })
}

describe('the commands', () => {
  it('are those of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'))
    const ours = Object.entries(scripts).flatMap(([name, line]) =>
      String(line).startsWith('node src/run.mjs cli/') && name !== 'prepare' ? [name] : [],
    )

    expect(all.map(([name]) => name).sort()).toEqual(ours.sort())
  })

  it.each(all)('is run with its own options: %s', (name) => {
    const source = readFileSync(join(PROJECT_ROOT, `src/cli/${name}.ts`), 'utf8')

    expect(source).toContain(`await runCommand(COMMANDS.${name}, `)
    expect(source).not.toContain('parseArgs')
  })
})

describe.each(all)('the help of %s', (name, command) => {
  const help = helpOf(command)

  it('is what --help and -h ask for, whatever else is said', () => {
    expect(readArguments(command, ['--help'])).toBeUndefined()
    expect(readArguments(command, ['-h'])).toBeUndefined()
    expect(readArguments(command, ['anything', '--help'])).toBeUndefined()
  })

  it('shows how it is called, and a line for each of its options', () => {
    expect(help.split('\n')[0]).toMatch(new RegExp(`^npm run -s ${name}\\b`, 'u'))
    for (const option of [...Object.keys(command.options), 'help']) {
      expect(help).toMatch(new RegExp(`^ {2}--${option}(?: <[^>]+>)? {2,}\\S`, 'mu'))
    }
  })

  it('fits a terminal', () => {
    expect(help.split('\n').filter((line) => line.length > 110)).toEqual([])
  })

  it('is pointed at by an option that is not known, with the nearest that is', () => {
    for (const option of Object.keys(command.options)) {
      const misspelt = `--${option}x`

      expect(() => readArguments(command, [misspelt])).toThrow(
        `There is no option "${misspelt}". Did you mean "--${option}"?`,
      )
    }
    expect(() => readArguments(command, ['--zzzzzz'])).toThrow(/^There is no option "--zzzzzz"\.$/u)
  })
})

describe('readArguments', () => {
  it('gives what was said, and what stands for what was not', () => {
    expect(readArguments(COMMANDS.route, ['--need', 'tax'])?.values).toMatchObject({
      need: 'tax',
      locale: 'fr',
      json: false,
    })
    expect(readArguments(COMMANDS.data, ['backup', 'a.gz'])?.positionals).toEqual([
      'backup',
      'a.gz',
    ])
  })

  it('refuses an option without its value, and words where there are none', () => {
    expect(() => readArguments(COMMANDS.chat, ['--record'])).toThrow('--record')
    expect(() => readArguments(COMMANDS.check, ['flows'])).toThrow("'flows'")
  })
})

describe('noSuchCommand', () => {
  it('names the nearest one, or all', () => {
    expect(noSuchCommand(COMMANDS.flow, 'grahp').message).toBe(
      'There is no command "grahp". Did you mean "graph"?',
    )
    expect(noSuchCommand(COMMANDS.flow, 'zzzzzz').message).toBe(
      'There is no command "zzzzzz". It is one of list, graph.',
    )
  })
})

describe('a command in the terminal', () => {
  it('prints its help on standard output and ends well', () => {
    expect(run('flow', '--help')).toMatchObject({
      status: 0,
      stdout: helpOf(COMMANDS.flow),
      stderr: '',
    })
  })

  it('says what is wrong, what was meant and where help is', () => {
    expect(run('flow', 'graph', 'welcome', '--svgg', 'a.svg')).toMatchObject({
      status: 2,
      stdout: '',
      stderr:
        'There is no option "--svgg". Did you mean "--svg"?\n' +
        'npm run -s flow -- --help says how it is used.\n',
    })
  })

  it('says what to do about a file that cannot be written', () => {
    expect(run('flow', 'graph', 'welcome', '--svg', 'nowhere/a.svg')).toMatchObject({
      status: 1,
      stderr:
        'nowhere/a.svg is not there, or its folder is not; correct the name, or make the folder.\n',
    })
  })

  it('shows its help where it is told nothing to do', () => {
    expect(run('flow')).toMatchObject({ status: 2, stdout: '', stderr: helpOf(COMMANDS.flow) })
  })
})
