// @vitest-environment node
import { expect, test } from 'vitest'
import { WITH_ENGLISH } from './all.ts'

/** One title per category of article 9, in the law's order, and titles that only resemble them. */
const TITLES = {
  de: {
    about: [
      'Leben mit Brustkrebs',
      'Was der Papst sagte',
      'Bundestagswahl: die Parteien im Vergleich',
      'Ein Jahr als Flüchtling in Bonn',
      'Die Gewerkschaft ruft zum Streik',
      'Schwul und glücklich mit fünfzig',
      'Was ein Gentest verrät',
    ],
    beside: [
      'Krebse im Bach',
      'Mitten durch den Wald hindurch',
      'Er dementiert alles',
      'Christian und Christine backen',
      'Ein Paper aus Islamabad',
      'Die Wahl der Farben',
    ],
  },
  en: {
    about: [
      'Week three of chemotherapy',
      'Our parish priest in the snow',
      'Why turnout matters at the ballot',
      'Undocumented in Texas',
      'Diary of a union rep',
      'Sexual desire at fifty',
      'What a DNA test told me',
    ],
    beside: [
      'A stroke of luck',
      'Rabbit stew',
      'Vote for the best pie',
      'Party dress for ten dollars',
      'Genetically modified corn',
    ],
  },
  es: {
    about: [
      'Vivir con cáncer',
      'El obispo y la misa del domingo',
      'Las elecciones de mayo',
      'Refugiados en la frontera',
      'Los sindicatos llaman a la huelga',
      'Ser lesbiana a los cincuenta',
      'Una prueba de ADN',
    ],
    beside: ['Un momento embarazoso', 'Cristiano Ronaldo, no: Cristina', 'La papa y el tomate', 'El ateneo abre'],
  },
  fr: {
    about: [
      'Vivre avec un cancer',
      'L’évêque et ses églises',
      'Les élections de mai',
      'Des réfugiés à Calais',
      'Les syndicats appellent à la grève',
      'Être lesbienne à cinquante ans',
      'Ce que dit un test ADN',
    ],
    beside: ['Il est parti hier', 'L’enceinte de la ville', 'La politique de confidentialité'],
  },
  it: {
    about: [
      'Vivere con il cancro',
      'Il vescovo e la Bibbia',
      'Le elezioni di maggio',
      'I migranti di Lampedusa',
      'Il sindacato e lo sciopero',
      'Essere lesbica a cinquanta anni',
      'Un test del DNA',
    ],
    beside: [
      'L’autista del tram',
      'Cristiano Ronaldo segna',
      'La partita è finita',
      'Chiese scusa',
      'Tutto messa in ordine',
    ],
  },
  pl: {
    about: [
      'Życie z nowotworem',
      'Biskup i kościół',
      'Wybory do sejmu',
      'Uchodźcy na granicy',
      'Związek zawodowy i strajk',
      'Lesbijka po pięćdziesiątce',
      'Badania DNA',
    ],
    beside: [
      'Biblioteka miejska',
      'Kościotrup w szafie',
      'Wybór kolorów',
      'Gejzer na Islandii',
      'Księżyc nad Krakowem',
    ],
  },
  pt: {
    about: [
      'Viver com câncer',
      'O bispo e a igreja',
      'As eleições de maio',
      'Refugiados na fronteira',
      'O sindicato chama à greve',
      'Ser lésbica aos cinquenta',
      'Um teste de DNA',
    ],
    beside: ['Bruno Mesquita canta', 'Nebulosa bipolar', 'Abortar a missão', 'A política de privacidade'],
  },
  ru: {
    about: [
      'Жизнь с диабетом',
      'Епископ и его церковь',
      'Выборы в парламент',
      'Беженцы на границе',
      'Профсоюз и забастовка',
      'Лесбиянка в пятьдесят',
      'Тест ДНК',
    ],
    beside: ['Библиотека у реки', 'Намазать хлеб', 'Спидометр и гейзер', 'Избирательный подход', 'Билет в Исламабад'],
  },
} as const

test.each(Object.entries(TITLES))(
  'Each topic is recognised by a word, and what only looks it is not: %s.',
  (language, { about, beside }) => {
    const words = WITH_ENGLISH[language as keyof typeof TITLES].article9!
    expect(about.filter((title) => !words.test(title))).toEqual([])
    expect(beside.filter((title) => words.test(title))).toEqual([])
    // In upper and lower case, and after a quotation mark.
    expect(about.every((title) => words.test(`«${title.toUpperCase()}»`))).toBe(true)
  },
)
