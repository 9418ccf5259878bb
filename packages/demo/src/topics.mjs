/**
 * The twelve sections, in the order in which the masthead names them.
 * `line` is what stands under a section's title; both languages are written here so that a new section is one entry.
 */
export const topics = {
  space: {
    en: 'Space',
    ru: 'Космос',
    desk: 'The space desk',
    deskRu: 'Отдел космоса',
    line: 'Orbits, old light and the patience of very large things.',
    lineRu: 'Орбиты, древний свет и терпение очень больших вещей.',
  },
  nature: {
    en: 'Nature',
    ru: 'Природа',
    desk: 'The nature desk',
    deskRu: 'Отдел природы',
    line: 'What grows, digs, migrates and holds the ground together.',
    lineRu: 'Всё, что растёт, роет, кочует и держит землю вместе.',
  },
  food: {
    en: 'Food',
    ru: 'Еда',
    desk: 'The food desk',
    deskRu: 'Отдел еды',
    line: 'Heat, salt, time, and why the old advice mostly works.',
    lineRu: 'Жар, соль, время — и почему старые советы обычно верны.',
  },
  travel: {
    en: 'Travel',
    ru: 'Путешествия',
    desk: 'The travel desk',
    deskRu: 'Отдел путешествий',
    line: 'Slow ways of getting somewhere, and reasons to linger.',
    lineRu: 'Неспешные способы добраться и поводы задержаться.',
  },
  sport: {
    en: 'Sport',
    ru: 'Спорт',
    desk: 'The sport desk',
    deskRu: 'Отдел спорта',
    line: 'Games looked at closely enough to see the physics.',
    lineRu: 'Игры, рассмотренные так близко, что видна физика.',
  },
  music: {
    en: 'Music',
    ru: 'Музыка',
    desk: 'The music desk',
    deskRu: 'Отдел музыки',
    line: 'How air, string and bronze come to mean something.',
    lineRu: 'Как воздух, струна и бронза обретают смысл.',
  },
  technology: {
    en: 'Technology',
    ru: 'Технологии',
    desk: 'The technology desk',
    deskRu: 'Отдел технологий',
    line: 'The machines behind the everyday, with the lid off.',
    lineRu: 'Машины за повседневностью — со снятой крышкой.',
  },
  health: {
    en: 'Health',
    ru: 'Здоровье',
    desk: 'The health desk',
    deskRu: 'Отдел здоровья',
    line: 'The body explained kindly, without miracles.',
    lineRu: 'Тело — по-доброму и без чудес.',
  },
  money: {
    en: 'Money',
    ru: 'Деньги',
    desk: 'The money desk',
    deskRu: 'Отдел денег',
    line: 'Prices, promises and the arithmetic of ordinary life.',
    lineRu: 'Цены, обещания и арифметика обычной жизни.',
  },
  history: {
    en: 'History',
    ru: 'История',
    desk: 'The history desk',
    deskRu: 'Отдел истории',
    line: 'Old layers, dug carefully and labelled by hand.',
    lineRu: 'Старые слои, вскрытые бережно и подписанные от руки.',
  },
  books: {
    en: 'Books',
    ru: 'Книги',
    desk: 'The books desk',
    deskRu: 'Отдел книг',
    line: 'On reading, and on the objects we do it with.',
    lineRu: 'О чтении и о предметах, с которыми мы читаем.',
  },
  design: {
    en: 'Design',
    ru: 'Дизайн',
    desk: 'The design desk',
    deskRu: 'Отдел дизайна',
    line: 'Why things have the shape they have.',
    lineRu: 'Почему у вещей именно такая форма.',
  },
}

export const topicNames = Object.keys(topics)
