import { placeholder } from './kinds.ts'

/** What people write before a name: their own, or that of somebody of theirs. */
const INTRODUCTIONS = [
  // French
  "je\\s+m\\s?['’ʼ]?\\s?ap+el+es?",
  "(?:s\\s?['’ʼ]?\\s?ap+el+e(?:nt)?|se\\s+nom+ent?)",
  "mon\\s+(?:nom|pr[ée]nom)(?:\\s+(?:complet|de\\s+famille))?(?:\\s+(?:est|c['’ʼ ]?est))?",
  "(?:son|leur)\\s+(?:nom|pr[ée]nom)\\s+(?:est|c['’ʼ ]?est)",
  "moi\\s+c['’ʼ ]?est",
  '(?:je\\s+suis|signé)(?=\\s+(?:madame|monsieur|mademoiselle|mme|mlle|mr|m\\.)\\s)',
  // English
  "(?:my|his|her|their|whose)\\s+(?:full\\s+|first\\s+|last\\s+)?name(?:\\s+is|\\s?['’ʼ]?s)?",
  "(?:i\\s+am|i['’ʼ]?m|is|am)\\s+called",
  'call\\s+me',
  // Darija in Latin letters
  's(?:e|i)?m(?:i|y|iy|ey)t+(?:i|y|o|ou|u|ha|hom|k)',
  's(?:e|i)?m(?:i|y|iy|ey)t\\s+(?:wldi|weldi|bnti|benti|rajli|mama|mmi|khti|khoya)',
  '(?:ism|esm)(?:i|y|o|ou|ha)',
  // Darija and Arabic in Arabic letters
  'سمي?ي?ت(?:ي|و|ه|ها|هم)',
  'سمي?ي?ة\\s+(?:ولدي|بنتي|راجلي|ماما|مي|ختي|خويا)',
  '[اأإ]سم(?:ي|ه|ها|هم|و)(?:\\s+(?:الكامل|الشخصي|العائلي))?(?:\\s+هو)?',
  '[اأإ]سم\\s+(?:ابني|ابنتي|بنتي|ولدي|طفلي|طفلتي|زوجي|زوجتي|أمي|امي|أبي|ابي)(?:\\s+هو)?',
  '(?:[أا]دعى|يدعى|تدعى)',
] as const

const INTRODUCTION = new RegExp(`(?<!\\p{L})(?:${INTRODUCTIONS.join('|')})[\\s:=,،]+`, 'giu')

/** Not names, but said before one: they stay. */
const TITLES =
  /^(?:(?:madame|monsieur|mademoiselle|mme|mlle|mrs?|ms|lalla|si|sidi|السيد|السيدة|لالة|سي)(?!\p{L})\.?\s+)+/iu

const WORD = /[\p{L}\p{M}]+(?:['’ʼ-][\p{L}\p{M}]+)*/uy

/** Words that are part of a name without being written with a capital letter. */
const PARTICLES = words('el al ben bent bint ibn ould ait aït abd abdel oulad de du la le van von')

/** Words that end a name: what follows is the question. */
const ENDINGS = words(
  `et je j j'ai jai j’ai suis ai ma mon mes mais ou qui que dans de du à a au en pour avec il elle on nous
  vous est c'est la le les un une des depuis
  and i im i'm i’m am have my but or who that in from to for with is was she he we you a an the
  w o ou wa ana 3ndi 3andi 3endi ndi bghit bghite mn men f fi dial dyal li lli hit kan kanskn sakna saken sakn
  kayn wach wash chno chnou kifach 3lach mais walakin
  و أنا انا عندي بغيت من في ف ديال لي اللي كنسكن ساكنة ساكن واش شنو كيفاش ولكن على إلى الى مع عن لدي أريد
  اريد أسكن اسكن هل كيف ماذا عمري كاين راه حيت`,
)

/** Words after a capital one, and after a small one, that may still belong to the name. */
const LONGEST_NAME = 4
const LONGEST_SMALL_NAME = 2

/** Takes names out that were introduced as such, also where they come again. */
export function redactNames(text: string): string {
  const names = new Set<string>()
  let result = ''
  let end = 0
  for (const match of text.matchAll(INTRODUCTION)) {
    const at = match.index + match[0].length
    if (match.index < end) continue
    const begin = at + (TITLES.exec(text.slice(at, at + 40))?.[0].length ?? 0)
    const found = nameAt(text, begin)
    if (found.length === 0) continue
    for (const { word } of found.filter(({ isSure }) => isSure)) names.add(word.toLowerCase())
    result += text.slice(end, begin) + placeholder('name')
    end = begin + (found.at(-1)?.end ?? 0)
  }
  return again(result + text.slice(end), names)
}

interface NameWord {
  readonly word: string
  /** Offset behind the word, from where the name begins. */
  readonly end: number
  /** Surely of the name: the first word, and those with a capital letter. */
  readonly isSure: boolean
}

function nameAt(text: string, begin: number): readonly NameWord[] {
  const found: NameWord[] = []
  let at = begin
  while (found.length < LONGEST_NAME) {
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    if (word === undefined || !belongs(word, found)) break
    at += word.length
    const isSure = found.length === 0 || isCapital(word)
    if (!PARTICLES.has(word.toLowerCase()) || found.length === 0) {
      found.push({ word, end: at - begin, isSure })
    }
    const space = /^[ \t\u00a0]+/u.exec(text.slice(at, at + 8))?.[0]
    if (space === undefined) break
    at += space.length
  }
  return found
}

function belongs(word: string, found: readonly NameWord[]): boolean {
  const small = word.toLowerCase()
  const [first] = found
  if (first === undefined) return !ENDINGS.has(small) || isCapital(word)
  // "and" is written together with the next word in Arabic: وعندي, وأنا.
  if (word.startsWith('و')) return false
  if (PARTICLES.has(small)) return !['de', 'du', 'la', 'le'].includes(small)
  if (ENDINGS.has(small)) return false
  return isCapital(first.word) ? isCapital(word) : found.length < LONGEST_SMALL_NAME
}

/** Arabic has no capital letters; there two words are the limit, as for small ones. */
function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}

function again(text: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return text
  return text.replace(/[\p{L}\p{M}]+(?:['’ʼ-][\p{L}\p{M}]+)*/gu, (word) =>
    word.length > 2 && names.has(word.toLowerCase()) ? placeholder('name') : word,
  )
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u))
}
