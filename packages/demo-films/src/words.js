/** The texts of the interface. The build sets LANGUAGE, so that each bundle contains one language. */
import { language } from './films.js'

const en = {
  tagline: 'A guide to 200 films',
  notice: 'A demonstration: nothing is shown or sold here.',
  inkling: 'About Inkling',
  skip: 'Skip to the content',
  genres: 'Genres',
  you: 'You',
  other: 'Русский',
  privacy: 'Privacy choices',
  frontTitle: 'What to watch tonight',
  frontText:
    'Two hundred films from a hundred years. If you agree, your browser remembers which of them you look at and sorts the shelves for you. That memory stays on this device.',
  forYou: 'For you',
  related: 'Films to watch next',
  genreText: '{genre}: twenty films worth an evening.',
  shelfAsk: 'The same for everybody, until you agree to a personal order.',
  shelfWait: 'Open a few films, and this shelf will follow.',
  shelfOwn: 'Sorted for you on this device{time}.',
  shelfLate: 'What you see has stayed in its place.',
  time: ' in {ms} ms',
  shelfOriginal: 'In our own order.',
  showOwn: 'Show my order',
  showNew: 'Show my new order',
  showOriginal: 'Original order',
  of: ': {shelf}',
  director: 'Director',
  year: 'Year',
  country: 'Country',
  all: 'All of this shelf',
  youTitle: 'What this guide knows about you',
  youText:
    'Everything below is read from this browser and was never sent anywhere. You can change it, take it with you, or delete it.',
  youNone: 'Nothing is kept about you, because you have not agreed to it.',
  consentTitle: 'May this guide sort itself for you?',
  consentText:
    'If you agree, your browser remembers which films you look at here and sorts the shelves accordingly. This memory stays on your device, and you can change your mind at any time.',
  footer: 'The films are real. The sentences about them are our own, and the posters are drawn by a program.',
  more: 'More demonstrations',
}

const ru = {
  tagline: 'Путеводитель по 200 фильмам',
  notice: 'Это демонстрация: здесь ничего не показывают и не продают.',
  inkling: 'Об Inkling',
  skip: 'К содержанию',
  genres: 'Жанры',
  you: 'О вас',
  other: 'English',
  privacy: 'Настройки приватности',
  frontTitle: 'Что посмотреть сегодня вечером',
  frontText:
    'Двести фильмов за сто лет. Если вы согласитесь, браузер запомнит, какие из них вы открывали, и разложит полки под вас. Всё это останется на вашем устройстве.',
  forYou: 'Для вас',
  related: 'Что посмотреть потом',
  genreText: '{genre}: двадцать фильмов, на которые не жаль вечера.',
  shelfAsk: 'Пока вы не согласились на личный порядок, полка у всех одинаковая.',
  shelfWait: 'Откройте несколько фильмов, и полка подстроится.',
  shelfOwn: 'Разложено для вас на этом устройстве{time}.',
  shelfLate: 'То, что уже на экране, осталось на месте.',
  time: ' за {ms} мс',
  shelfOriginal: 'В нашем порядке.',
  showOwn: 'Показать мой порядок',
  showNew: 'Показать новый порядок',
  showOriginal: 'Исходный порядок',
  of: ': {shelf}',
  director: 'Режиссёр',
  year: 'Год',
  country: 'Страна',
  all: 'Вся полка',
  youTitle: 'Что этот путеводитель знает о вас',
  youText:
    'Всё это прочитано из вашего браузера и никуда не отправлялось. Можно изменить, забрать с собой или удалить.',
  youNone: 'О вас ничего не хранится: вы на это не соглашались.',
  consentTitle: 'Разложить полки под вас?',
  consentText:
    'Если вы согласитесь, браузер запомнит, какие фильмы вы здесь открывали, и по-своему разложит полки. Всё это останется на вашем устройстве, и передумать можно в любой момент.',
  footer: 'Фильмы настоящие. Фразы о них написаны нами, а постеры нарисованы программой.',
  more: 'Другие демонстрации',
}

export const words = language === 'ru' ? ru : en

/** @param {string} text with placeholders such as `{n}` */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
