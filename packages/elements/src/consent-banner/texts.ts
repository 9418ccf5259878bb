/** The banner's texts. A site can replace each of them with a child of the element, such as `<span slot="title">`. */
export interface Texts {
  readonly title: string
  readonly text: string
  /** Shown if the browser sends an opt-out signal (GPC, DNT). */
  readonly signal: string
  readonly yes: string
  readonly no: string
  readonly choose: string
  readonly content: string
  readonly creatives: string
  readonly measurement: string
  readonly save: string
  readonly keep: string
  readonly choices: string
}

const EN: Texts = {
  title: 'May this site put first what suits you?',
  text: 'If you say yes, your browser remembers what you open and read here, and lists are sorted by it. What is remembered stays on this device. You can change your mind at any time.',
  signal:
    'Your browser asks sites not to sell or share data about you. That is obeyed: nothing but the order of lists can follow what you read.',
  yes: 'Yes',
  no: 'No',
  choose: 'Choose one by one',
  content: 'Lists: put first what is like what I have read',
  creatives: 'Promotions: choose those that suit what I have read',
  measurement:
    'Measurement: take part in comparisons that tell the site whether this helps. What is told leaves the device.',
  save: 'Save my choice',
  keep: 'Leave it as it is',
  choices: 'Privacy choices',
}

const RU: Texts = {
  title: 'Показывать в первую очередь то, что вам ближе?',
  text: 'Если вы согласитесь, браузер будет запоминать, что вы здесь открываете и читаете, и подстраивать под это порядок в списках. Всё, что он запомнит, останется на этом устройстве. Передумать можно в любой момент.',
  signal:
    'Ваш браузер просит сайты не продавать данные о вас и никому их не передавать. Мы это соблюдаем: от прочитанного может зависеть только порядок в списках.',
  yes: 'Да',
  no: 'Нет',
  choose: 'Выбрать по отдельности',
  content: 'Списки: выше то, что похоже на прочитанное мной',
  creatives: 'Промоблоки: подбирать их по тому, что я читаю',
  measurement:
    'Статистика: участвовать в сравнениях, по которым сайт узнаёт, помогает ли это. То, что сообщается, покидает устройство.',
  save: 'Сохранить выбор',
  keep: 'Оставить как есть',
  choices: 'Настройки приватности',
}

/** Chooses the texts according to the page's `lang`: Russian for Russian pages, English for all others. */
export function textsFor(lang: string): readonly [lang: 'en' | 'ru', texts: Texts] {
  return /^ru\b/i.test(lang) ? ['ru', RU] : ['en', EN]
}
