// @vitest-environment node
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { fingerprint } from '../../../../src/content/fingerprint.ts'
import { itemText, setVolatilePatterns, stripVolatile } from '../../../../src/content/text.ts'
import { LANGUAGES } from './all.ts'

afterAll(() => setVolatilePatterns([]))

/** A title, changing text beside it (# is a number), and text with numbers that must stay. */
const CASES: Readonly<
  Record<keyof typeof LANGUAGES, { title: string; changes: readonly string[]; stays: readonly string[] }>
> = {
  de: {
    title: 'Monde des Saturn entdeckt',
    changes: [
      'vor # Min.',
      'vor # Stunden',
      'vor einer Stunde',
      'vor einem Tag',
      '# Uhr',
      '# Kommentare',
      '# Aufrufe',
      '12,# €',
    ],
    stays: ['Vor dem Sturm 20 Tage Ruhe', 'Vor 3 Zeugen', '7 Zwerge'],
  },
  es: {
    title: 'Nuevas lunas de Saturno',
    changes: ['hace # minutos', 'hace # días', 'hace una hora', 'hace # años', '# comentarios', '# mil visitas', '# €'],
    stays: ['Hace 3 goles', '7 enanitos'],
  },
  fr: {
    title: 'De nouvelles lunes de Saturne',
    changes: ['il y a # min', 'il y a # jours', 'il y a une heure', 'il y a quelques minutes', '# commentaires', '# €'],
    stays: ['Il y a 3 morts', 'Les 7 nains'],
  },
  it: {
    title: 'Nuove lune di Saturno',
    changes: [
      '# min fa',
      '# minuti fa',
      "un'ora fa",
      'un’ora fa',
      '# giorni fa',
      'una settimana fa',
      '# commenti',
      '# min di lettura',
      '# €',
    ],
    stays: ['Cosa fa 3 gol', 'I 7 nani'],
  },
  ja: {
    title: '土星の新しい月',
    changes: ['#分前', '# 時間前', '#日前', '#か月前', '2026年11月#日', '#万回視聴', '#件のコメント', '#円'],
    stays: ['7人の侍', '3分間待つ'],
  },
  ko: {
    title: '토성의 새로운 달',
    changes: ['#분 전', '#시간 전', '#일 전', '2026년 11월 #일', '조회수 #만회', '댓글 #개', '#원'],
    stays: ['7인의 사무라이', '3년 전쟁'],
  },
  pl: {
    title: 'Nowe księżyce Saturna',
    changes: [
      '# min temu',
      '# godz. temu',
      'godzinę temu',
      '# dni temu',
      'tydzień temu',
      'rok temu',
      '# komentarzy',
      '# tys. wyświetleń',
      '# zł',
    ],
    stays: ['7 krasnoludków', '3 dni na temat'],
  },
  pt: {
    title: 'Novas luas de Saturno',
    changes: [
      'há # minutos',
      'há # h',
      'há uma hora',
      'há # dias',
      '# dias atrás',
      '# comentários',
      '# mil visualizações',
      'R$ #',
    ],
    stays: ['Há 3 mortos', 'Os 7 anões'],
  },
  ru: {
    title: 'Новые луны Сатурна',
    changes: [
      '# минут назад',
      '# ч. 5 мин. назад',
      'час назад',
      '# дня назад',
      'неделю назад',
      '# комментариев',
      '# тыс. просмотров',
      '# руб.',
    ],
    stays: ['7 самураев', 'Шаг назад'],
  },
  zh: {
    title: '土星的新卫星',
    changes: [
      '#分钟前',
      '#分鐘前',
      '#小时前',
      '#天前',
      '#个月前',
      '刚刚',
      '2026年11月#日',
      '#万次观看',
      '#条评论',
      '#元',
    ],
    stays: ['7武士', '3天后'],
  },
}

test.each(Object.entries(CASES))(
  'An item of another age, count or price is the same item: %s.',
  (language, { title, changes }) => {
    setVolatilePatterns(LANGUAGES[language as keyof typeof LANGUAGES].volatile)
    const change = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: 1, max: 59 }))
      .map(([text, number]) => text.replace('#', String(number)))
    const print = (text: string) => fingerprint(itemText({ title: text }))
    fc.assert(
      fc.property(change, change, (one, two) => {
        expect(print(`${title} | ${one}`)).toBe(print(`${title} | ${two}`))
        expect(print(`${one} – ${title}`)).toBe(print(`${two} – ${title}`))
      }),
      { numRuns: 500 },
    )
  },
)

test.each(Object.entries(CASES))('Other numbers stay: %s.', (language, { title, stays }) => {
  setVolatilePatterns(LANGUAGES[language as keyof typeof LANGUAGES].volatile)
  for (const text of [title, ...stays]) expect(stripVolatile(text)).toBe(text)
})
