import { stemmer } from '@orama/stemmers/french'
import { ARTICLE9 } from './article9/fr.ts'
import type { Language } from './language.ts'

const language: Language = {
  article9: ARTICLE9,
  stem: stemmer,
  volatile: [
    /\bil y a\s+(?:\d{1,4}|une?|quelques)\s*(?:s|sec|secondes?|min|minutes?|h|heures?|j|jours?|semaines?|mois|ans?)\b/gi,
    /\d[\d.,]{0,11}\s*(?:commentaires?|vues|avis|partages|min de lecture)\b/gi,
  ],
}

export default language
