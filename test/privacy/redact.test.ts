import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/privacy/index.ts'

const run = (text: string) => redact(text, { marks: (kind) => `[${kind}]` })

describe('redact', () => {
  it.each([
    ['appelez-moi au 0612345678 svp', 'appelez-moi au [phone] svp'],
    ['06 12 34 56 78', '[phone]'],
    ['06.12.34.56.78.', '[phone].'],
    ['06-12-34-56-78', '[phone]'],
    ['06,12,34,56,78', '[phone]'],
    ['06 - 12 - 34 - 56 - 78', '[phone]'],
    ['O6 12 34 56 78', '[phone]'],
    ['+212 6 12 34 56 78', '[phone]'],
    ['+212 (0)6 12 34 56 78', '[phone]'],
    ['00212612345678', '[phone]'],
    ['(+212)612345678', '[phone]'],
    ['نمرتي ٠٦١٢٣٤٥٦٧٨', 'نمرتي [phone]'],
    ['۰۶۱۲ ۳۴۵ ۶۷۸', '[phone]'],
    ['+221 77 123 45 67', '[phone]'],
    ['tel:0522123456', 'tel:[phone]'],
    ['0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', '[phone]'],
    ['06\u200b12\u200b34\u200f56\u206678', '[phone]'],
    ['mon numéro est le 0612345678', 'mon numéro est le [phone]'],
    ['whatsapp 0612345678 ou 0712345678', 'whatsapp [phone] ou [phone]'],
  ])('takes the phone number out of %j', (text, expected) => {
    expect(run(text)).toBe(expected)
  })

  it.each([
    ['ecrivez a fatima.b+1@mail.example.org merci', 'ecrivez a [email] merci'],
    ['fatima (at) mail (dot) org', '[email]'],
    ['fatima arobase mail point com', '[email]'],
    ['fatima@gmail', '[email]'],
    ['mon insta @fatima_b', 'mon insta [link]'],
    ['voir https://example.org/a?b=c#d ici', 'voir [link] ici'],
    ['www.example.org/x', '[link]'],
    ['facebook.com/fatima.b', '[link]'],
    ['t.me/fatima', '[link]'],
  ])('takes the contact out of %j', (text, expected) => {
    expect(run(text)).toBe(expected)
  })

  it.each([
    ['ma CIN BK123456 est perdue', 'ma CIN [identity] est perdue'],
    ['cin: BK 123456', 'cin: [identity]'],
    ['passeport AB1234567', 'passeport [identity]'],
    ['passport number is 123456', 'passport number is [identity]'],
    ['carte de séjour G012345X', 'carte de séjour [identity]'],
    ['رقم البطاقة BE٧٨٩٠١٢', 'رقم البطاقة [identity]'],
    ['bk123456', '[identity]'],
  ])('takes the number of a document out of %j', (text, expected) => {
    expect(run(text)).toBe(expected)
  })

  it.each([
    ['ICE 001234567000089', 'ICE [number]'],
    ['compte 007 780 0001234567890123 45', 'compte [number]'],
    ['12345678', '[number]'],
  ])('takes the long number out of %j', (text, expected) => {
    expect(run(text)).toBe(expected)
  })

  it.each([
    [
      "Bonjour je m'appelle Fatima Zahra El Amrani et j'ai 2 enfants",
      "Bonjour je m'appelle [name] et j'ai 2 enfants",
    ],
    ['je mapelle fatima ma fille est malade', 'je mapelle [name] ma fille est malade'],
    ['Je suis Mme Benali, je vis à Fès', 'Je suis Mme [name], je vis à Fès'],
    [
      "ma fille s'appelle Lina depuis Lina tousse",
      "ma fille s'appelle [name] depuis [name] tousse",
    ],
    ['mon nom est Benali.', 'mon nom est [name].'],
    ['My name is John Smith and I need help', 'My name is [name] and I need help'],
    ["my name's aisha i have a baby", "my name's [name] i have a baby"],
    ['salam smiti khadija w 3ndi wld', 'salam smiti [name] w 3ndi wld'],
    ['smiyti Ahmed, bghit', 'smiyti [name], bghit'],
    ['سميتي فاطمة وعندي بنت', 'سميتي [name] وعندي بنت'],
    ['أنا اسمي محمد العلوي من فاس', 'أنا اسمي [name] من فاس'],
    ['اسم ابنتي هو: سارة', 'اسم ابنتي هو: [name]'],
  ])('takes the name out of %j', (text, expected) => {
    expect(run(text)).toBe(expected)
  })

  it.each([
    "J'ai 2 enfants de 3 et 5 ans et je gagne 500 000 dh par an",
    'le plafond est de 200000 dh ou 500000?',
    'DH 50000 ou MAD 20000',
    'entre 50 000 - 100 000 DH, soit 1 000 000 en tout',
    '1000000000 dh',
    'né le 12/05/2024, ou 2024-05-12',
    'en 2023 2024 2025',
    "j'appelle le 141 ou le 19, ou le 0801 maintenant ?",
    "A 50000 DH c'est possible",
    "comment je m'appelle ?",
    'what is my name',
    'المبلغ ٢٠٠٠٠٠ درهم',
    'الأجرة 3500 درهم منذ 2019',
    'Est-ce que c.est possible. Merci beaucoup',
    'à 18h30, 3x par jour',
  ])('leaves %j as it is', (text) => {
    expect(run(text)).toBe(text)
  })

  it('keeps marks of the text itself from being taken for ours', () => {
    expect(run('a\ue000b\ue005')).toBe('ab')
  })

  it('leaves no Moroccan number readable, however it is written', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    const scripts = ['0', '٠', '۰'].map((zero) => zero.charCodeAt(0))
    const number = fc.record({
      prefix: fc.constantFrom('0', '+212', '00212', '+212 ', '212', '+212(0)'),
      first: fc.constantFrom(5, 6, 7, 8),
      rest: fc.array(digit, { minLength: 8, maxLength: 8 }),
      separators: fc.array(fc.constantFrom('', ' ', '.', '-', ' - ', '/', '\u00a0', '\u200e'), {
        minLength: 9,
        maxLength: 9,
      }),
      script: fc.constantFrom(...scripts),
      around: fc.constantFrom(['', ''], ['tel ', ' svp'], ['تلفون ', '.'], ['(', ')']),
    })

    fc.assert(
      fc.property(number, ({ prefix, first, rest, separators, script, around }) => {
        const local = [first, ...rest].map((one, at) => `${one}${at < 8 ? separators[at] : ''}`)
        const written = `${prefix}${local.join('')}`.replace(/\d/g, (one) =>
          String.fromCharCode(script + Number(one)),
        )

        const left = run(`${around[0]}${written}${around[1]}`)

        expect(left.replace(/\P{Nd}/gu, '')).toBe('')
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws, whatever the text, and finds nothing more the second time', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom("je m'appelle ", 'smiti ', '06', '@', 'www.', '+', ' ', 'cin ', 'اسمي '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redact(pieces.join(''), { marks: () => '…' })

        expect(once.isWellFormed()).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['a', '0', '0 ', 'a.', '@', 'a@', "je m'appelle ", 'cin ', 'www.', '1-', 'ة ', '(+'])(
    'takes no longer than it must with 100,000 characters of %j',
    (piece) => {
      const text = piece.repeat(100_000 / piece.length)
      const started = performance.now()
      run(text)

      expect(performance.now() - started).toBeLessThan(1500)
    },
  )
})
