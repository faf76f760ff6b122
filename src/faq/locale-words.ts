/** Words that give a language away, by how strongly; normalised, as people write them. */
export type LocaleWords = ReadonlyMap<string, number>

const list = (strong: string, weak = ''): LocaleWords =>
  new Map([
    ...weak.split(/\s+/).map((word) => [word, 1] as const),
    ...strong.split(/\s+/).map((word) => [word, 2.5] as const),
  ])

export const FRENCH: LocaleWords = list(
  `je tu il elle nous vous ils elles mon ma mes ton ta tes son sa ses notre votre leur le les des du
  une est suis sont etes sommes avec pour dans sur sans chez mais donc aussi tres plus comment
  combien quand quel quelle quels quelles pourquoi quoi qui que ou et ai as avons avez ont peux peut
  pouvez puis dois doit faut veux voudrais veut cest jai jpeux jveux jdois koi komen koman ki pr ds
  avc vs ns svp stp bjr bsr slt mrc cmt pk pq pkoi kel kelle fo ca ce cette ces cet aide enfant bebe
  mere pere femme mari fille fils travail impot declarer payer papiers inscrire demander trouver
  bonjour merci salut bonsoir aussi alors encore toujours jamais rien tout tous toute apres avant
  depuis pendant entre vers par aux au en y pas ne non oui etre avoir faire aller gratuit argent
  medecin hopital maladie droit loi acte naissance mariage divorce carte sejour compte entreprise`,
  `la l d j n c s qu on se te me un de a si leurs mn`,
)

export const ENGLISH: LocaleWords = list(
  `i you he she we they my your his her our their the is are am was were do does did have has had
  will would can could should must what when where how who why which with without for from about
  into this that these those there here and or but not no yes please help need want get give take
  pay work child baby mother father woman wife husband hospital money tax free much many any some
  im dont cant ive ill thats whats its hello hi thanks thank good wetin abeg dey dem una oga pls
  plz ur wan dis dat wey sef pikin make sabi go been be being of to in at by an if as because after
  before register registration born birth certificate law school job business cooperative`,
  `a on me so it up u r no us men`,
)

export const ARABIZI: LocaleWords = list(
  `wach wash wax ouach bghit bghina bghiti bgha bghat baghi baghya kifach kifash kifax kif chhal
  chnou chno chnahiya chnowa shno shnou achno ach ash fin fayn fein feen finahowa fina imta imtach
  fo9ach fouqach 3lach alach ndi andi andek andha dyal dial dyali diali dyalo diali dyalha dialha
  ana nta nti ntoma hna huma howa hiya hada hadi hadchi hadshi hadak had dak dik lli li ila ilakan
  wla wlla walakin wlakin walo walou bzaf bezaf bzzaf bezzaf daba dbada ghadi ghada gha khasni
  khassni khasna khas khass khassna kayn kayna kaynin makaynch makaynach machi mashi 3afak afak
  3afakom salam slm slam salamo labas labass khoya khouya khti khtiya sidi lalla rajli lmra mrati
  wldi weldi bnti benti drari weld wld bent lbnt lweld mama baba sbitar flous flos lflous khdma
  lkhdma khedma khadam khdam kan kant konti knt kn3ti ma3ndich m3a mea men mn mnin bach bash bax
  hit 7it hint nas dar ddar lmdina lmeghrib lmaghrib hnaya tama temma dert dir ndir ndiro ydir
  nkhlas nkhles nmchi nmshi mchi mcha njib nakhod nqder neqder n9der nsawl nswl 3tini atini gol
  gouli goli chokran choukran shukran allah inchallah nchallah bslama beslama yallah zwin mzyan
  mezyan bla blach wahed wahd jouj tlata lwra9 lwraq wraq lkhlas daribt dariba khatar mrid mrida
  tbib twelda wlada tzad tzadat hamla 7amla mzwja mtl9a mtalqa ntla9 nefaqa nafaqa dari soussou`,
  `f fi w o ou l m b d la al el mafhamtch ok sir si ki chi shi`,
)

export const DARIJA: LocaleWords = list(
  `واش اش اشنو شنو شنوا شنهو اشمن بغيت بغينا بغات بغا بغيتي باغي باغيه كيفاش شحال فين فاين
  فوقاش وقتاش امتا علاش علاه ديال ديالي ديالك ديالو ديالها ديالنا ديالهم عندي عندو عندها معنديش ماعنديش
  انا نتا نتي حنا هوما هاد هادي هادشي هدشي هاداك داك ديك اللي لي الا ايلا ولا والو بزاف دابا غادي
  غاديه غا خاصني خاصنا خاصو خاصها خاص كاين كاينه كاينين مكاينش ماكاينش ماشي عافاك عفاك خويا
  ختي خوتي راجلي مراتي ولدي بنتي الدراري دراري السبيطار سبيطار الفلوس فلوس الخدمه خدمه خدام
  خدامه كان كنت معا باش حيت حيث الدار هنايا تما درت دير ندير نديرو يدير نخلص نمشي مشا جات نجيب
  ناخد نقدر يقدر تقدر نسول عطيني كول ليا ليه ليها لينا ليهم شي واحد جوج بلا بلاش ورا لوراق
  الوراق كواغط تزاد تزادت ولدت تولد حامله مزوجه مطلقه نتطلق عاد حتي فحال بحال كيما هضر نهضر
  شوف نشوف كنقلب كنخدم كيخدم كتخدم كندير كيدير خصني خصنا خصو خص بيا فيا ديما زعما صافي واخا`,
  `في من على ما لا و يا`,
)

export const ARABIC: LocaleWords = list(
  `هل كيف متي اين لماذا ماذا كم اريد نريد يريد تريد اود ارغب استطيع يمكنني يمكن يجب علي ينبغي
  الذي التي الذين اللواتي هذا هذه ذلك تلك هولاء هناك لدي لديه لديها لدينا ليس ليست لست سوف لقد
  انني اني لانني لكنني عندما حين بعد قبل خلال ايضا جدا كثيرا نحن انتم هي هو هم كانت يكون تكون
  طفلي ابني ابنتي زوجي زوجتي والدتي اذا لكن او ثم حتي منذ حول بشان بخصوص دون بدون غير كل بعض
  احتاج ابحث اعرف افعل احصل ادفع اسجل اعمل احتاجه وثائق شهاده طلب المغرب المستشفي العمل مجانا
  ما هي ماهي ماهو من اي الي عن مع لي له لها ان قد لم لن رجاء فضلك ارجو شكرا مساعده`,
  `في من على لا و يا ما`,
)
