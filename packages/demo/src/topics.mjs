/**
 * The twelve sections, in masthead order. `line` is the text under a section's title, and `inside` its name within a
 * sentence. Both languages are here, so that a new section is a single entry.
 */
export const topics = {
  space: {
    en: {
      name: 'Space',
      inside: 'space',
      desk: 'The space desk',
      line: 'Orbits, old light and the patience of very large things.',
    },
    ru: { name: 'Космос', desk: 'Отдел космоса', line: 'Орбиты, древний свет и терпение очень больших вещей.' },
  },
  nature: {
    en: {
      name: 'Nature',
      inside: 'nature',
      desk: 'The nature desk',
      line: 'What grows, digs, migrates and holds the ground together.',
    },
    ru: { name: 'Природа', desk: 'Отдел природы', line: 'Всё, что растёт, роет, кочует и держит землю вместе.' },
  },
  food: {
    en: {
      name: 'Food',
      inside: 'food',
      desk: 'The food desk',
      line: 'Heat, salt, time, and why the old advice mostly works.',
    },
    ru: { name: 'Еда', desk: 'Отдел еды', line: 'Жар, соль, время — и почему старые советы обычно верны.' },
  },
  travel: {
    en: {
      name: 'Travel',
      inside: 'travel',
      desk: 'The travel desk',
      line: 'Slow ways of getting somewhere, and reasons to linger.',
    },
    ru: { name: 'Путешествия', desk: 'Отдел путешествий', line: 'Неспешные способы добраться и поводы задержаться.' },
  },
  sport: {
    en: {
      name: 'Sport',
      inside: 'sport',
      desk: 'The sport desk',
      line: 'Games looked at closely enough to see the physics.',
    },
    ru: { name: 'Спорт', desk: 'Отдел спорта', line: 'Игры, рассмотренные так близко, что видна физика.' },
  },
  music: {
    en: {
      name: 'Music',
      inside: 'music',
      desk: 'The music desk',
      line: 'How air, string and bronze come to mean something.',
    },
    ru: { name: 'Музыка', desk: 'Отдел музыки', line: 'Как воздух, струна и бронза обретают смысл.' },
  },
  technology: {
    en: {
      name: 'Technology',
      inside: 'technology',
      desk: 'The technology desk',
      line: 'The machines behind the everyday, with the lid off.',
    },
    ru: { name: 'Технологии', desk: 'Отдел технологий', line: 'Машины за повседневностью — со снятой крышкой.' },
  },
  health: {
    en: {
      name: 'Health',
      inside: 'health',
      desk: 'The health desk',
      line: 'The body explained kindly, without miracles.',
    },
    ru: { name: 'Здоровье', desk: 'Отдел здоровья', line: 'Тело — по-доброму и без чудес.' },
  },
  money: {
    en: {
      name: 'Money',
      inside: 'money',
      desk: 'The money desk',
      line: 'Prices, promises and the arithmetic of ordinary life.',
    },
    ru: { name: 'Деньги', desk: 'Отдел денег', line: 'Цены, обещания и арифметика обычной жизни.' },
  },
  history: {
    en: {
      name: 'History',
      inside: 'history',
      desk: 'The history desk',
      line: 'Old layers, dug carefully and labelled by hand.',
    },
    ru: { name: 'История', desk: 'Отдел истории', line: 'Старые слои, вскрытые бережно и подписанные от руки.' },
  },
  books: {
    en: {
      name: 'Books',
      inside: 'books',
      desk: 'The books desk',
      line: 'On reading, and on the objects we do it with.',
    },
    ru: { name: 'Книги', desk: 'Отдел книг', line: 'О чтении и о предметах, с которыми мы читаем.' },
  },
  design: {
    en: { name: 'Design', inside: 'design', desk: 'The design desk', line: 'Why things have the shape they have.' },
    ru: { name: 'Дизайн', desk: 'Отдел дизайна', line: 'Почему у вещей именно такая форма.' },
  },
}

export const topicNames = Object.keys(topics)
