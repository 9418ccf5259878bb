import { stemmer } from '@orama/stemmers/spanish'
import { ARTICLE9 } from './article9/es.ts'
import type { Language } from './language.ts'

const language: Language = {
  article9: ARTICLE9,
  stem: stemmer,
  volatile: [
    /\bhace\s+(?:\d{1,4}|un[ao]?s?)\s*(?:s|seg|segundos?|min|minutos?|h|horas?|d[ií]as?|semanas?|mes|meses|años?)(?!\p{L})/giu,
    /\d[\d.,]{0,11}\s*(?:mil\s+)?(?:comentarios?|visitas|reseñas|min de lectura)\b/gi,
  ],
}

export default language
