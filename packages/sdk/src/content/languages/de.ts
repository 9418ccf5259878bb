import { stemmer } from '@orama/stemmers/german'
import { ARTICLE9 } from './article9/de.ts'
import type { Language } from './language.ts'

const language: Language = {
  article9: ARTICLE9,
  stem: stemmer,
  volatile: [
    /\bvor\s+(?:\d{1,4}|ein(?:er|em)|wenigen)\s*(?:Sek|Min|Std|Stund|Tag|Woche|Monat|Jahr)[a-z]{0,4}(?!\p{L})\.?/giu,
    /\b\d{1,2}(?::\d{2})?\sUhr\b/gi,
    /\d[\d.,]{0,11}\s*(?:Kommentare?|Aufrufe|Bewertungen|Min\.? Lesezeit)\b/gi,
  ],
}

export default language
