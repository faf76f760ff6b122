import { describe, expect, it } from 'vitest'
import { shippedDirectory } from './directory.ts'

const { towns } = shippedDirectory().directory

describe('the town a text speaks of', () => {
  it.each([
    // French
    ["j'habite à Taza", 'taza'],
    ['je suis de Béni Mellal', 'beni-mellal'],
    ['un hopital a fes pour mon fils', 'fes'],
    ['je vis à Salé avec ma fille', 'sale'],
    ['nous venons de Safi', 'safi'],
    ['hébergement à Tata', 'tata'],
    ["quelqu'un à El Kelaa des Sraghna ?", 'el-kelaa-des-sraghna'],
    ['je suis à Khouribgaa', 'khouribga'],
    ['Aït Melloul', 'ait-melloul'],
    ['carte de séjour Laâyoune', 'laayoune'],
    ["à M'diq", 'mdiq'],
    ['Salé', 'sale'],
    // Standard Arabic
    ['أسكن في الدار البيضاء', 'casablanca'],
    ['مستشفى الأطفال بالرباط', 'rabat'],
    ['هل توجد جمعية في القنيطرة', 'kenitra'],
    ['نحن من ورزازات', 'ouarzazate'],
    ['أعيش في الداخلة', 'dakhla'],
    ['جمعية بطنجة', 'tanger'],
    ['الراشيدية', 'errachidia'],
    ['مدينة العيون', 'laayoune'],
    ['أنا في سيدي قاسم', 'sidi-kacem'],
    // Darija in Arabic letters
    ['حنا من تازة فين نديو الولد', 'taza'],
    ['أنا ساكنة فكازا', 'casablanca'],
    ['كاين شي سبيطار ففاس', 'fes'],
    ['ساكنين فسلا', 'sale'],
    ['جينا من زاكورة لمراكش', 'zagora'],
    ['أنا فبركان', 'berkane'],
    ['العيون', 'laayoune'],
    ['بغيت شي حد ف الناظور', 'nador'],
    // Darija in Latin letters
    ['ana f casa', 'casablanca'],
    ['mn l9nitra', 'kenitra'],
    ['saken f tanja w bghit nkhdem', 'tanger'],
    ['ana mn sla', 'sale'],
    ['fin nmchi f wejda', 'oujda'],
    ['3ndi weldi mrid f mrakch', 'marrakech'],
    ['jit mn 9al3at sraghna', 'el-kelaa-des-sraghna'],
    ['ftanja', 'tanger'],
    ['kan3ich f bni mellal', 'beni-mellal'],
    ['ana f jdida', 'el-jadida'],
    ['chi jam3iya f fkih ben salah', 'fquih-ben-salah'],
    // English
    ['I live near Taza', 'taza'],
    ['we are in Marrakesh', 'marrakech'],
    ['a hospital in Fez', 'fes'],
    ['I am in Tangier without papers', 'tanger'],
    ['from Safi to Rabat', 'safi'],
    ['Agadir', 'agadir'],
  ])('is found in "%s": %s', (text, town) => {
    expect(towns.find(text)?.id).toBe(town)
  })

  it.each([
    'safi c bon',
    'safi fhemt merci',
    "c'est sale",
    "l'eau est sale chez nous",
    'house for sale',
    'bghit nefhem',
    'ma tata est malade',
    'tata garde mon fils',
    'comment payer mes impôts',
    'je ne suis pas riche',
    'my uncle is rich',
    'combien coûte la carte',
    'mon mari me frappe',
    'wach nlabess 3lia',
    'chno ndir daba',
    '3afak bghit nes2el',
    'ch7al khassni nkhelles',
    'wach lwra9 wajda',
    'wach l7erfa dyali dakhla f lista',
    'tbib dyal l3youn',
    'kanssali sla w nji',
    'hadchi kollo tmara',
    'شحال خاصني نخلص',
    'واش الحرفة ديالي داخلة فالمقاول الذاتي',
    'بياض في العيون',
    'الدم من النيف',
    'عين ابنتي تلمع بالأبيض في الصورة',
    'هل أذهب إلى السفارة أم إلى الجماعة',
    'العمل من المنزل',
    'المدونة الجديدة',
    'انتقلت إلى مدينة جديدة',
    'how do you say it in german',
    'صافي شكرا',
    'أنا مديونة وما عنديش',
    'وجع فالجبهة',
    'كرامة الأم',
    'ولدي ميسور الحال',
    'my child has a fever',
    'what papers do I need',
    'bonjour',
    '',
    '👍',
  ])('is not found in "%s"', (text) => {
    expect(towns.find(text)).toBeUndefined()
  })

  it('is the longer one where a name stands in another', () => {
    expect(towns.find('je suis à Bab Taza')?.id).toBe('bab-taza')
    expect(towns.find('Tan-Tan')?.id).toBe('tan-tan')
    expect(towns.find('El Aïoun Sidi Mellouk')?.id).toBe('el-aioun-sidi-mellouk')
  })

  it('is found again under every spelling that the file gives it', () => {
    const lost = towns.all.flatMap((town) =>
      [...Object.values(town.name), ...town.also].filter(
        (name) => towns.find(name)?.id !== town.id,
      ),
    )
    expect(lost).toEqual([])
  })

  it('is found within reach of a place on the map, and not abroad', () => {
    expect(towns.nearest(34.2, -4)?.id).toBe('taza')
    expect(towns.nearest(48.86, 2.35)).toBeUndefined()
  })
})
