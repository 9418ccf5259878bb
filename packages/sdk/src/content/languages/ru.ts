import { stemmer } from '@orama/stemmers/russian'
import { ARTICLE9 } from './article9/ru.ts'
import type { Language } from './language.ts'

const language: Language = {
  article9: ARTICLE9,
  // Words with ё are mostly printed with е.
  stem: (word) => stemmer(word.replaceAll('ё', 'е')),
  volatile: [
    /(?:\d{1,4}\s*[а-я]{1,4}\.?\s+)?(?:(?:\d{1,4}\s*)?(?:сек|мин|час|день|дн|недел|месяц|год|лет)[а-я]{0,4}|\d{1,4}\s*ч)\.?\s+назад/gi,
    /\d[\d.,]{0,11}\s*(?:тыс\.\s*)?(?:комментари|просмотр|отзыв|лайк)[а-я]{0,3}/gi,
    /\d[\d.,\s]{0,14}руб\p{L}{0,3}\.?/giu,
  ],
}

export default language
