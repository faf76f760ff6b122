import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_COUNT, codeAt } from '../../src/campaigns/code.ts'
import { createCodeReader, type FoundCode } from '../../src/campaigns/read-code.ts'
import { PROJECT_ROOT } from '../../src/cli/paths.ts'
import { readProject } from '../../src/content/index.ts'

const CODE = 'DAKUKUD'
const LABELS = ['code', 'código', 'الرمز', 'الكود']
const GREETING = ['bonjour', 'dalil', 'مرحبا', 'دليل', 'hello']

const read = createCodeReader({
  isKnown: (code) => code === CODE,
  labels: LABELS,
  greeting: GREETING,
})
const codeIn = (text: string) => read(text)?.code
const restOf = (text: string): FoundCode['rest'] | undefined => read(text)?.rest

describe('a code in a message', () => {
  it.each([
    ['as the link wrote it', 'Bonjour Dalil, code DAKUKUD'],
    ['with half of the greeting deleted', 'onjour, code DAKUKUD'],
    ['with the end of the greeting deleted', 'DAKUKUD'],
    ['with the greeting translated', 'Olá Dalil, código DAKUKUD'],
    ['with the greeting translated into Arabic', 'مرحبا دليل، الرمز DAKUKUD'],
    ['in small letters', 'bonjour dalil, code dakukud'],
    ['as a keyboard capitalises it', 'Dakukud bonjour'],
    ['with a question behind it', 'Bonjour Dalil, code DAKUKUD comment déclarer mon bébé ?'],
    ['with a question before it', 'wach n9der ndir auto entrepreneur ? dakukud'],
    ['with a question on another line', 'DAKUKUD\nكيفاش نسجل ولدي؟'],
    ['in the middle of Arabic', 'جيت من الكود DAKUKUD وبغيت نسولكم'],
    ['in the middle of Arabic without a word for it', 'السلام DAKUKUD بغيت نسولكم'],
    ['glued to Arabic', 'الرمزDAKUKUDبغيت نسولكم'],
    ['glued to small letters', 'codeDAKUKUDcomment faire'],
    ['in bold', 'Bonjour *DAKUKUD* merci'],
    ['in brackets', 'Bonjour (DAKUKUD) merci'],
    ['with hyphens', 'bonjour da-ku-kud merci'],
    ['with dots', 'bonjour da·ku·kud merci'],
    ['spelled with spaces', 'bonjour D A K U K U D merci'],
    ['in syllables at the beginning', 'da ku kud bonjour'],
    ['in syllables at the end', 'je viens pour da ku kud'],
    ['in syllables after "code"', 'je viens, code da ku kud, merci'],
    ['with accents', 'Bonjour Dàkúkùd merci'],
    ['in wide letters', 'ＤＡＫＵＫＵＤ'],
    ['in Cyrillic letters that look alike', 'DАКUКUD'],
    ['in Arabic letters', 'داكوكود'],
    ['in Arabic letters after "code"', 'السلام عليكم، الكود داكوكود، شكرا'],
    ['in Arabic letters with vowel signs', 'الرمز دَاكُوكُود'],
    ['as a French ear writes it', 'code dacoucoud'],
    ['as a Darija ear writes it', 'dakokod'],
    ['with doubled letters', 'code dakkukkud'],
    ['with a hidden character inside', 'DAKU\u200bKUD'],
    ['with direction marks around', 'الرمز \u2066DAKUKUD\u2069'],
  ])('is found %s', (_, text) => {
    expect(codeIn(text)).toBe(CODE)
  })

  it('is found where I, l and 1 were taken for each other', () => {
    const lizard = createCodeReader({
      isKnown: (code) => code === 'LILATIB',
      labels: [],
      greeting: [],
    })

    expect(lizard('LILATIB')?.code).toBe('LILATIB')
    expect(lizard('bonjour lllatlb merci')?.code).toBe('LILATIB')
    expect(lizard('bonjour 1I1AT1B merci')?.code).toBe('LILATIB')
  })

  it('is not found with a letter wrong, missing or too many', () => {
    for (const text of ['DAKUKUF', 'DAKUKU', 'DAKUKUDA', 'BAKUKUD', 'DAKUKUD7', 'kud aku da']) {
      expect(codeIn(text), text).toBeUndefined()
    }
  })

  it('is not put together from ordinary words in the middle of a message', () => {
    expect(codeIn('je dis da ku kud et puis voilà')).toBeUndefined()
    expect(codeIn('on a mis dacoucoud dans la phrase')).toBeUndefined()
    expect(codeIn('da. Ku! kud')).toBeUndefined()
  })
})

describe('what is left of a message', () => {
  it.each([
    ['Bonjour Dalil, code DAKUKUD', ''],
    ['Bonjour Dalil, code DAKUKUD comment déclarer mon bébé ?', 'comment déclarer mon bébé ?'],
    ['wach n9der nsajjel? code dakukud', 'wach n9der nsajjel?'],
    ['الرمزDAKUKUDبغيت نسولكم', 'بغيت نسولكم'],
    ['مرحبا دليل، الرمز DAKUKUD، كم الضريبة؟', 'كم الضريبة؟'],
    ['Quel impôt (DAKUKUD) pour moi ?', 'Quel impôt pour moi ?'],
    ['code: DAKUKUD!', ''],
    ['*DAKUKUD*', ''],
    ['DAKUKUD 🙏', '🙏'],
  ])('%j is %j', (text, rest) => {
    expect(restOf(text)).toBe(rest)
  })
})

describe('ordinary words', () => {
  const project = readProject(PROJECT_ROOT)
  const phrasings = [...project.entries.values(), ...project.smalltalk.values()].flatMap(
    (entry) => [...Object.values(entry.phrasings).flat(), ...Object.values(entry.answers)],
  )
  const names = [...project.directory.partners.values()].flatMap((partner) => [
    ...Object.values(partner.name),
    ...partner.aliases,
  ])
  const towns = project.directory.towns.all.flatMap(({ name, also }) => [
    ...Object.values(name),
    ...also,
  ])
  const texts = [...phrasings, ...names, ...towns, ...fixtures()]

  it('are never taken for the code of a campaign: a thousand campaigns, every text there is', () => {
    const step = 35
    const codes = new Set(Array.from({ length: 1000 }, (_, at) => codeAt((at * step) % CODE_COUNT)))
    const reader = createCodeReader({
      isKnown: (code) => codes.has(code),
      labels: LABELS,
      greeting: GREETING,
    })

    const hits = texts.flatMap((text) => reader(text)?.code ?? [])
    expect(texts.length).toBeGreaterThan(15_000)
    expect(hits).toEqual([])
  })

  it('stay in front of and behind the code, whatever they are', () => {
    const anyText = fc.constantFrom(...texts.filter((text) => text.length < 200))
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(' ', '\n', ', '), (before, after, space) => {
        expect(codeIn(`${before}${space}${CODE}${space}${after}`)).toBe(CODE)
      }),
    )
  })

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(codeIn(text)).toBeUndefined()
      }),
    )
  })
})

/** Every line of the files of questions that other tests use. */
function fixtures(): string[] {
  const root = join(PROJECT_ROOT, 'test/fixtures')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jsonl|yaml|txt)$/u.test(name))
    .flatMap((name) => readFileSync(join(root, name), 'utf8').split('\n'))
}
