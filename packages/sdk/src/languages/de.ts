import { stemmer } from '@orama/stemmers/german'
import type { Language } from './language.ts'

const language: Language = {
  stem: stemmer,
  volatile: [
    /\bvor\s+(?:\d{1,4}|ein(?:er|em)|wenigen)\s*(?:Sek|Min|Std|Stund|Tag|Woche|Monat|Jahr)[a-z]{0,4}\b/gi,
    /\b\d{1,2}(?::\d{2})?\sUhr\b/gi,
    /\d[\d.,]{0,11}\s*(?:Kommentare?|Aufrufe|Bewertungen|Min\.? Lesezeit)\b/gi,
  ],
}

export default language
