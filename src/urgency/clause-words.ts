import { normalize } from '../core/index.ts'

/** With these people turn to something else; they belong to neither clause. */
export const TURNS: readonly string[] = [
  ...['mais', 'et maintenant', 'et la', 'et là', 'sauf que', 'sinon', 'par contre', 'et aussi'],
  ...['but', 'and now', 'and right now', 'except that', 'and also', 'by the way'],
  ...['ولكن', 'لكن', 'لاكن', 'ولاكن', 'والآن', 'والان', 'ودابا', 'و دابا', 'وحاليا', 'غير هو'],
  ...['walakin', 'walakine', 'wlakin', 'wlkn', 'walkin', 'lakin', 'w daba', 'o daba', 'ou daba'],
  ...['u daba', 'wdaba', 'et daba'],
]

/** After a turn: to what happens now. */
export const NOWS: readonly string[] = [
  'là',
  'la',
  'maintenant',
  'now',
  'الآن',
  'الان',
  'دابا',
  'daba',
]

/** Before one of these a new clause may begin though no sign divides it from the one before. */
export const STARTS: ReadonlySet<string> = new Set([
  ...words('je j jai jpeux jveux il elle on nous ils elles mon ma mes'),
  ...words('quel quelle quels quelles comment combien pourquoi est-ce'),
  ...words('i im ive my he she we they there what how who why can is are do does please someone'),
  ...words('ana rah ra wach wash kifach kifash chno chnou achno fin fayn ch7al 3lach 3ndi rajli'),
  ...words('weldi wldi benti bnti mrati khti chi kayn khsni bghit'),
  ...words(
    'أنا انا كيف هل ما ماذا متى أين كم زوجي ابني ابنتي بنتي أختي أخي طفلي هناك هو هي نحن لا',
  ),
  ...words('واش شنو كيفاش فين شحال علاش راجلي ولدي عندي راه شي كاين خصني بغيت حنا أريد'),
])

/** After one of these the clause goes on. */
export const LINKS: ReadonlySet<string> = new Set([
  ...words('que qu où ou si quand lorsque parce car dont qui et de à pour avec chez comme puisque'),
  ...words('because when if that who where while and or with of to for than since by whether now'),
  ...words('7it hit mlli mli ila bach bli li lli w o wla m3a dyal b f kan'),
  ...words(
    'حيت لأن لان عندما إذا اذا أن ان أنّ الذي التي حين بأن منين ملي إلا الا باش بلي لي اللي و أو ولا مع ديال كان',
  ),
])

function words(list: string): readonly string[] {
  return list.split(' ').map(normalize)
}
