import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'

function ask(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'ask', '--', ...args], {
    cwd: PROJECT_ROOT,
    input,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('npm run ask', () => {
  it('prints what a person would get, and nothing else', () => {
    const { status, stdout } = ask(['combien de jours pour déclarer une naissance'])

    expect(status).toBe(0)
    expect(stdout).toContain('30')
    expect(stdout).not.toContain('"level"')
  })

  it('answers one line a question, each for a new person', () => {
    const lines = [
      { id: 1, text: 'taux impot auto entrepreneur', locale: 'fr' },
      { id: 'b', text: 'واش خاصني نخلص الضريبة' },
      { id: 3, text: 'hello' },
      { id: 4, text: 'mon mari me frappe' },
      { id: 5, text: 'qwzrt vkpxj' },
    ]

    const { status, stdout } = ask(
      ['--jsonl'],
      lines.map((line) => JSON.stringify(line)).join('\n'),
    )
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

    expect(status).toBe(0)
    expect(answers.map((answer) => answer.id)).toEqual([1, 'b', 3, 4, 5])
    expect(Object.keys(answers[0])).toEqual([
      'id',
      'text',
      'locale',
      'kind',
      'entry',
      'confidence',
      'candidates',
      'reply',
      'ms',
    ])
    expect(answers.map((answer) => answer.kind).slice(2)).toEqual([
      'smalltalk',
      'urgent',
      'unknown',
    ])
    expect(answers[0].candidates[0].answer).toContain('0,5 %')
  })

  it('names a broken line and goes on with the next, with exit status 1', () => {
    const { status, stdout, stderr } = ask(
      ['--jsonl'],
      '{"id":1,"text":"bonjour"}\nnonsense\n{"id":2}\n',
    )
    const lines = stdout.trim().split('\n')

    expect(status).toBe(1)
    expect(lines).toHaveLength(3)
    expect(stderr).toContain('Line 2')
    expect(stderr).toContain('Line 3')
  })

  it('says how it is used, with exit status 2', () => {
    expect(ask([]).status).toBe(2)
    expect(ask(['bonjour', '--locale', 'de'])).toMatchObject({ status: 2 })
    expect(ask(['bonjour', '--nonsense'])).toMatchObject({ status: 2 })
  })
})
