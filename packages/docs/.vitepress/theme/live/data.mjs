/** What the live list shows: six items, and readers whose histories are invented. Texts are pairs [English, Russian]. */

const HOUR = 3_600_000

const STORIES = [
  ['rates', 'money', ['Why central banks raise interest rates', 'Зачем центральные банки повышают ставки']],
  ['moon', 'space', ['The far side of the Moon has fewer plains', 'На обратной стороне Луны меньше равнин']],
  ['marathon', 'running', ['How to pace a first marathon', 'Как разложить силы на первый марафон']],
  ['salt', 'bread', ['Salt your bread dough early', 'Солите хлебное тесто сразу']],
  ['saturn', 'space', ['Saturn’s rings are thin and young', 'Кольца Сатурна тонки и молоды']],
  ['coach', 'running', ['What a running coach hears in your steps', 'Что тренер по бегу слышит в ваших шагах']],
]

const CREATIVES = [
  ['bank', '', ['A current account without fees', 'Счёт без комиссий']],
  ['shoes', 'read >= 2 times of topic running in 14 days', ['Shoes for long runs', 'Кроссовки для долгого бега']],
  ['telescope', 'read of topic space in 30 days', ['Hire a telescope for a night', 'Телескоп напрокат на ночь']],
  ['course', 'read of topic bread and not bought of topic bread in 30 days', ['A day in a bakery', 'День в пекарне']],
  ['flour', 'bought of topic bread in 30 days', ['Rye flour from the mill', 'Ржаная мука с мельницы']],
  ['library', '', ['Your library card, by post', 'Читательский билет по почте']],
]

/** What each reader has done, oldest first. */
const DEEDS = {
  space: [
    ['read', 'space', ['How a probe finds its way home', 'Как зонд находит дорогу домой']],
    ['read', 'space', ['The Moon keeps its craters', 'Луна бережёт кратеры']],
    ['read', 'space', ['A ring of ice around a planet', 'Кольцо льда вокруг планеты']],
    ['read', 'space', ['Why Saturn would float', 'Почему Сатурн не утонул бы']],
  ],
  running: [
    ['read', 'running', ['Running in the rain', 'Бег под дождём']],
    ['read', 'running', ['What a marathon does to the knees', 'Что марафон делает с коленями']],
    ['read', 'running', ['Breathe in step', 'Дышите в такт шагам']],
    ['read', 'bread', ['Bread for the evening before', 'Хлеб накануне старта']],
  ],
  bread: [
    ['read', 'bread', ['A crust that crackles', 'Корочка, которая хрустит']],
    ['purchase', 'bread', ['Stone for baking', 'Камень для выпечки']],
    ['read', 'bread', ['Rye dough rises slowly', 'Ржаное тесто поднимается медленно']],
    ['read', 'bread', ['Salt and yeast', 'Соль и дрожжи']],
  ],
}

export const READERS = ['nobody', ...Object.keys(DEEDS)]

export const texts = {
  title_stories: ['One list, four readers', 'Один список, четыре читателя'],
  title_creatives: ['Six creatives, four readers', 'Шесть креативов, четыре читателя'],
  legend: ['Show the list for', 'Показать список для'],
  nobody: ['A new reader', 'Нового читателя'],
  space: ['Reads about space', 'Читает о космосе'],
  running: ['Runs', 'Бегает'],
  bread: ['Bakes bread', 'Печёт хлеб'],
  pin: ['The editors pin the first story', 'Редакция закрепила первую статью'],
  waiting: ['Inkling is being loaded …', 'Inkling загружается…'],
  failed: [
    'Inkling isn’t on this site, so the list stays as it is.',
    'На этом сайте нет Inkling, поэтому список остаётся как есть.',
  ],
  said_nobody: ['Nothing is known about this reader.', 'Об этом читателе ничего не известно.'],
  said_reader: ['This reader has opened: {titles}.', 'Этот читатель открывал: {titles}.'],
  first: ['First now: {title}.', 'Теперь первая: «{title}».'],
  may: ['May be shown: {titles}.', 'Можно показать: {titles}.'],
  pinned: ['pinned', 'закреплена'],
  up: ['up {n}', 'выше на {n}'],
  down: ['down {n}', 'ниже на {n}'],
  everybody: ['for everybody', 'для всех'],
  member: ['may be shown', 'можно показать'],
  not: ['not for this reader', 'не для этого читателя'],
  note: [
    'Ranked here by Inkling, by words and topics, in this page’s memory. The readers are invented, nothing is stored, and all choices make the same requests.',
    'Порядок считает Inkling прямо здесь, по словам и темам, в памяти страницы. Читатели вымышлены, ничего не сохраняется, и запросы при любом выборе одинаковы.',
  ],
  frame: ['Inkling, ranking for an invented reader', 'Inkling ранжирует для вымышленного читателя'],
}

const pick = (pair, language) => pair[language === 'ru' ? 1 : 0]

export const say = (language, name, values = {}) =>
  pick(texts[name], language).replace(/\{(\w+)\}/g, (_, key) => values[key])

/** @returns the items of a list, as `rank()` takes them */
export const storiesIn = (language) =>
  STORIES.map(([id, topic, title]) => ({ id: `/${id}`, topic, title: pick(title, language), language }))

export const creativesIn = (language) =>
  CREATIVES.map(([id, audience, title]) => ({ id, audience, title: pick(title, language) }))

/** @returns rows of a reader's history, as an export has them */
export function historyOf(reader, language, now = Date.now()) {
  return (DEEDS[reader] ?? []).map(([kind, topic, title], index, all) => {
    const text = pick(title, language)
    const at = now - HOUR * (1 + 6 * (all.length - 1 - index))
    const seconds = kind === 'read' ? { seconds: 60 } : {}
    return { kind, at, item: `/${reader}-${index}`, text, fingerprint: '', topic, language, ...seconds }
  })
}
