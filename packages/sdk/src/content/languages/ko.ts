import type { Language } from './language.ts'

const language: Language = {
  volatile: [
    /\d{1,4}\s*(?:초|분|시간|일|주일?|개월|달|년)\s*전(?!\p{L})/gu,
    /\d{4}년\s?\d\d?월\s?\d\d?일/g,
    /(?:조회수?|댓글)\s*\d[\d.,]{0,11}\s*[만천]?\s*[회개]?|\d[\d.,]{0,11}\s*[만천]?\s*(?:회 조회|개의? (?:댓글|리뷰))/g,
    /\d[\d.,\s]{0,14}만?\s?원(?!\p{L})/gu,
  ],
}

export default language
