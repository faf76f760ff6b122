import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { validate } from '../../src/documents/index.ts'
import { MAX_DOCUMENT_LENGTH, readDocument } from '../../src/documents/read.ts'

const schema = z.strictObject({
  topic: z.enum(['work', 'mothers']),
  title: z.strictObject({ fr: z.string(), en: z.string() }),
})

describe('readDocument', () => {
  it('refuses a key that stands twice, with its place', () => {
    const { faults } = readDocument('a.yaml', 'topic: work\ntopic: work\n')

    expect(faults).toMatchObject([{ rule: 'yaml/syntax', line: 2, column: 1 }])
    expect(faults[0]?.message).toContain('twice')
  })

  it.each([
    ['a: 1: 2', 'put a text with a colon in quotes'],
    ['a:\n  b: 1\n c: 2', 'the same number of spaces'],
    ['a: { b: 1 c: 2 }', 'comma'],
    ['a: { b: 1\nc: 2', 'close the bracket'],
    ['a: "b', 'close the quote'],
    ['a:\n\tb: 1', 'indent with spaces'],
    ['a: %b', 'put the text in quotes'],
    ['a: 1\nb\n', 'write a colon after the key'],
    ['a: 1\n---\nb: 2', 'compare this line'],
  ])('says what to do about %j', (source, remedy) => {
    const { faults } = readDocument('a.yaml', source)

    expect(faults.map(({ message }) => message).join('\n')).toContain(remedy)
  })

  it('says once what is wrong with several lines in the same way', () => {
    const { faults } = readDocument('a.yaml', 'a:\n  b: 1\n c: 2\n d: 3\n e: 4\n')

    expect(faults).toHaveLength(1)
  })

  it('says once what is wrong with one line', () => {
    const { faults } = readDocument('a.yaml', 'a:\n\tb: 1\nc: 2\n')

    expect(faults.map(({ message }) => message)).toEqual([
      'This is not valid YAML: Tabs are not allowed as indentation; indent with spaces, never with tabs.',
    ])
  })

  it('refuses aliases, of which a few describe more than the memory holds', () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 9 }, (_, i) => `b${i}: [*a, *a]`).join('\n')}`

    expect(readDocument('a.yaml', bomb).faults).toMatchObject([{ rule: 'yaml/alias' }])
    expect(readDocument('a.yaml', 'a: &a [*a,*a]').faults).toMatchObject([{ rule: 'yaml/alias' }])
  })

  it('refuses a file that is too large to be content', () => {
    const { faults } = readDocument('a.yaml', `a: ${'x'.repeat(MAX_DOCUMENT_LENGTH)}`)

    expect(faults).toMatchObject([{ rule: 'yaml/size' }])
  })

  it('names the place of a broken line', () => {
    const { faults } = readDocument('a.yaml', 'a: 1\n\tb: 2\n')

    expect(faults[0]).toMatchObject({ file: 'a.yaml', line: 2 })
  })
})

describe('validate', () => {
  const faultsOf = (source: string) =>
    validate(readDocument('a.yaml', source), schema, 'rule').faults

  it('suggests the nearest name for an unknown key', () => {
    const faults = faultsOf('topic: work\ntitel: { fr: a, en: b }\n')

    expect(faults).toContainEqual(
      expect.objectContaining({ line: 2, column: 1, suggestion: 'title' }),
    )
  })

  it('suggests the nearest allowed value', () => {
    const faults = faultsOf('topic: wrok\ntitle: { fr: a, en: b }\n')

    expect(faults).toMatchObject([{ line: 1, column: 8, suggestion: 'work' }])
  })

  it('says what was found where a number stands in place of a text', () => {
    const faults = faultsOf('topic: work\ntitle:\n  fr: 3\n  en: b\n')

    expect(faults).toMatchObject([{ line: 3, column: 7 }])
    expect(faults[0]?.message).toContain('Found 3 at "title.fr"; expected a text')
  })

  it('does not say of a key that is misspelt that it is missing too', () => {
    const faults = faultsOf('topic: work\ntitel:\n  fr: a\n  en: b\n')

    expect(faults).toMatchObject([{ line: 2, column: 1, suggestion: 'title' }])
  })

  it('says what is missing', () => {
    expect(faultsOf('topic: work\n')[0]?.message).toContain('"title" is missing')
  })
})
