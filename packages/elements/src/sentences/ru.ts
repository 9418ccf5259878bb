import type { Wording } from './wording.ts'

const DEEDS = {
  opened: 'открыли',
  stayed: 'задержались на',
  read: 'прочли',
  searched: 'искали',
  watched: 'включили',
  copied: 'скопировали из',
  shared: 'поделились:',
  bought: 'купили',
  followed: 'подписались:',
  wanted: 'просили больше похожего на',
}
const THINGS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'материал',
  few: 'материала',
  many: 'материалов',
}

const before = (when: string) => when && `${when} `

export const ru: Wording = {
  quote: (title) => `«${title}»`,
  deed: (deed, titles) => `${DEEDS[deed]} ${titles}`,
  because: (deeds, when) => `Потому что ${before(when)}вы ${deeds}`,
  topic: (topic, count, form, when) =>
    `Потому что ${before(when)}вы открыли ${count} ${THINGS[form] ?? THINGS.few} на тему «${topic}»`,
  hidden: (title, when) => `Ниже, потому что ${before(when)}вы скрыли ${title}`,
  less: (title, when) => `Ниже, потому что ${before(when)}вы просили меньше похожего на ${title}`,
  raised: (topic) => `Потому что вы просили больше на тему «${topic}»`,
  lowered: (topic) => `Ниже, потому что вы просили меньше на тему «${topic}»`,
  popular: 'Прежде всего потому, что это популярно',
  new: 'Прежде всего потому, что это новое',
  popularAndNew: 'Прежде всего потому, что это новое и популярное',
  interests: 'По всему, что вы открывали',
  coReading: 'Это читают и другие читатели того, что вы открывали',
  different: 'Что-то другое, чтобы не всё было похожим',
  read: 'Ниже, потому что вы это уже открывали',
  seen: 'Ниже, потому что вы несколько раз прошли мимо',
  dismissed: 'Ниже, потому что вы это скрыли',
  sensitive: 'На своём месте страницы: материалы о здоровье, вере, политике и подобном не учитываются',
  editors: 'Место, которое выбрала редакция',
  mixed: 'Нет одной главной причины',
  rules: {
    pinned: 'Закреплённое редакцией',
    sensitive: 'Здоровье, вера, политика и подобное остаются на месте страницы',
    breaking: 'Срочное идёт первым',
    dismissed: 'Скрытое идёт последним',
    demoteRead: 'Открытое идёт ниже',
    seen: 'То, мимо чего вы прошли, идёт ниже',
    calibration: 'Темы в меру',
    diversity: 'Не всё похожее',
    exploration: 'Что-то новое на пробу',
    floor: 'Доля мест отведена новому, редкому и непохожему',
    strength: 'Ближе к порядку редакции',
    maxRun: 'Одна тема не слишком часто подряд',
    displacement: 'Недалеко от места на странице',
  },
  moved: (rule, from, to) => `${rule}: ${to < from ? 'вверх' : 'вниз'} с места ${from} на место ${to}`,
}
