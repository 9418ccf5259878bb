/**
 * Creatives of the hero slot. The first is the editors' default for everybody. `audience` is a description in plain
 * words, which Inkling compares with the reader's history. `art` names the composition on which the illustration is
 * based.
 */
export const promotions = [
  {
    name: 'editors',
    topic: 'books',
    href: '/about.html',
    art: ['books', 'pencil-in-the-margin'],
    en: {
      title: 'A magazine that takes notes about itself',
      line: 'It sorts its pages for you, in your own browser, and shows you how.',
      action: 'See how it works',
    },
    ru: {
      title: 'Журнал, который делает пометки сам',
      line: 'Он раскладывает страницы для вас в вашем же браузере — и показывает как.',
      action: 'Посмотреть, как это устроено',
    },
  },
  {
    name: 'trail',
    topic: 'travel',
    href: '/travel/',
    art: ['travel', 'walking-the-camino'],
    en: {
      audience: 'people who like walking and mountains',
      title: 'Take the long way there',
      line: 'Footpaths, ferries and night trains, for those who would rather arrive slowly.',
      action: 'Open the travel pages',
    },
    ru: {
      audience: 'люди, которые любят ходить пешком, горы и неспешные поездки',
      title: 'Выберите длинную дорогу',
      line: 'Тропы, паромы и ночные поезда — для тех, кто не спешит приехать.',
      action: 'Открыть путешествия',
    },
  },
  {
    name: 'kitchen',
    topic: 'food',
    href: '/food/',
    art: ['food', 'slow-golden-onions'],
    en: {
      audience: 'people who cook at home and like to know why a recipe works',
      title: 'Put the kettle on and read this',
      line: 'Small pieces on salt, stock, starters and the science of a good supper.',
      action: 'Open the food pages',
    },
    ru: {
      audience: 'люди, которые готовят дома и хотят знать, почему рецепт работает',
      title: 'Поставьте чайник и прочтите',
      line: 'О соли, бульоне, закваске и науке хорошего ужина.',
      action: 'Открыть раздел о еде',
    },
  },
  {
    name: 'night-sky',
    topic: 'space',
    href: '/space/',
    art: ['space', 'saturn-thin-rings'],
    en: {
      audience: 'people curious about planets, stars and telescopes',
      title: 'It is dark enough to look up',
      line: 'Rings, orbits and old light, explained without a single equation.',
      action: 'Open the space pages',
    },
    ru: {
      audience: 'люди, которым интересны планеты, звёзды и телескопы',
      title: 'Уже темно — посмотрите вверх',
      line: 'Кольца, орбиты и древний свет — без единого уравнения.',
      action: 'Открыть космос',
    },
  },
  {
    name: 'listening-room',
    topic: 'music',
    href: '/music/',
    art: ['music', 'bach-cello-suites'],
    en: {
      audience: 'people who play an instrument or listen to music closely',
      title: 'Listen with both ears',
      line: 'What a bow, a gong and twelve bars can do to the air in a room.',
      action: 'Open the music pages',
    },
    ru: {
      audience: 'люди, которые играют на инструменте или внимательно слушают музыку',
      title: 'Слушайте обоими ушами',
      line: 'Что делают с воздухом смычок, гонг и двенадцать тактов.',
      action: 'Открыть музыку',
    },
  },
  {
    name: 'good-form',
    topic: 'sport',
    href: '/sport/',
    art: ['sport', 'fosbury-flop'],
    en: {
      audience: 'people who follow sport or train, run and cycle themselves',
      title: 'The half second that decides it',
      line: 'Batons, brooms and backward leaps, slowed down until they make sense.',
      action: 'Open the sport pages',
    },
    ru: {
      audience: 'люди, которые следят за спортом или сами тренируются, бегают, ездят на велосипеде',
      title: 'Полсекунды, которые решают всё',
      line: 'Эстафеты, щётки и прыжки спиной вперёд — в замедлении.',
      action: 'Открыть спорт',
    },
  },
  {
    name: 'workbench',
    topic: 'technology',
    href: '/technology/',
    art: ['technology', 'satellite-clocks'],
    en: {
      audience: 'people interested in computers, machines and how things work inside',
      title: 'Take the lid off something',
      line: 'Cables, clocks and codes: the quiet machinery of an ordinary day.',
      action: 'Open the technology pages',
    },
    ru: {
      audience: 'люди, которым интересны компьютеры, машины и устройство вещей',
      title: 'Снимите с чего-нибудь крышку',
      line: 'Кабели, часы и коды: тихая механика обычного дня.',
      action: 'Открыть технологии',
    },
  },
]
