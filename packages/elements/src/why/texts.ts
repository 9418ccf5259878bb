import type { ScoreParts } from '../../../sdk/src/types.ts'
import type { Language } from '../speech.ts'
import type { Action } from './actions.ts'

export interface Texts {
  /** The button's label; the item's title follows it. */
  readonly ask: string
  readonly close: string
  readonly looking: string
  /** Shown if there is no reason. */
  readonly none: string
  readonly local: string
  /** Shown for sensitive items in place of the actions from which Inkling learns. */
  readonly unlearned: string
  readonly hiddenForVisit: string
  readonly counted: string
  readonly parts: Readonly<Record<keyof ScoreParts, string>>
  readonly more: string
  readonly less: string
  readonly hide: string
  readonly original: string
  readonly own: string
  readonly undo: string
  /** Confirmation of each action. */
  readonly did: Readonly<Record<Action | 'dial' | 'undone' | 'failed', string>>
  readonly dial: string
  readonly familiar: string
  readonly balanced: string
  readonly explore: string
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    ask: 'Why is this here',
    close: 'Close',
    looking: 'One moment …',
    none: 'There is nothing to tell: as far as is known, this stands where the page has it.',
    local: 'Worked out on this device. Nothing of it is sent.',
    unlearned:
      'Nothing is learned from this one: it may say something about your health, beliefs or private life. That you read it or hide it is not kept.',
    hiddenForVisit: 'Hidden until you leave this page, and not kept. It stands last with “My order”.',
    counted: 'What counted',
    parts: {
      interest: 'Like what you opened',
      coReading: 'Readers of what you opened also read it',
      topics: 'Topics and authors you open',
      seen: 'You have met it before',
      habits: 'Popular or new, as you like it',
      dismissed: 'Like what you hid',
      edits: 'Topics that you raised or lowered',
      position: 'The page’s own order',
      freshness: 'New',
      popularity: 'Popular',
    },
    more: 'More like this',
    less: 'Less like this',
    hide: 'Hide',
    original: 'Original order',
    own: 'My order',
    undo: 'Undo',
    did: {
      more: 'Noted. The next page follows, or “My order” does now.',
      less: 'Noted. The next page follows, or “My order” does now.',
      hide: 'Noted. On the next page it stands last; with “My order”, now.',
      dial: 'Noted. The next page follows, or “My order” does now.',
      original: 'The list stands as the page has it.',
      own: 'The list follows what you read.',
      undone: 'Taken back.',
      failed: 'That did not work.',
    },
    dial: 'What should lists bring?',
    familiar: 'Familiar',
    balanced: 'Balanced',
    explore: 'Something new',
  },
  ru: {
    ask: 'Почему это здесь',
    close: 'Закрыть',
    looking: 'Секунду…',
    none: 'Рассказать нечего: насколько известно, это стоит там, где поставила редакция.',
    local: 'Посчитано на этом устройстве. Ничего никуда не отправлено.',
    unlearned:
      'Из этого материала ничего не запоминается: он может говорить о вашем здоровье, убеждениях или личной жизни. Не сохраняется ни то, что вы его читали, ни то, что скрыли.',
    hiddenForVisit: 'Скрыто, пока вы не уйдёте с этой страницы, и не сохранено. С «Моим порядком» это будет в конце.',
    counted: 'Что повлияло',
    parts: {
      interest: 'Похоже на то, что вы открывали',
      coReading: 'Это читают и читатели того, что вы открывали',
      topics: 'Темы и авторы, которых вы открываете',
      seen: 'Вы это уже видели',
      habits: 'Популярное или новое — как вам нравится',
      dismissed: 'Похоже на скрытое вами',
      edits: 'Темы, которые вы подняли или опустили',
      position: 'Порядок редакции',
      freshness: 'Новизна',
      popularity: 'Популярность',
    },
    more: 'Больше такого',
    less: 'Меньше такого',
    hide: 'Скрыть',
    original: 'Исходный порядок',
    own: 'Мой порядок',
    undo: 'Отменить',
    did: {
      more: 'Учтено — со следующей страницы или сразу, если нажать «Мой порядок».',
      less: 'Учтено — со следующей страницы или сразу, если нажать «Мой порядок».',
      hide: 'Учтено: на следующей странице это будет в конце, а с «Моим порядком» — сразу.',
      dial: 'Учтено — со следующей страницы или сразу, если нажать «Мой порядок».',
      original: 'Список стоит в порядке редакции.',
      own: 'Список следует за тем, что вы читаете.',
      undone: 'Отменено.',
      failed: 'Не получилось.',
    },
    dial: 'Что показывать в списках?',
    familiar: 'Знакомое',
    balanced: 'Поровну',
    explore: 'Новое для меня',
  },
}
