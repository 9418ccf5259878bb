import { stemmer } from '@orama/stemmers/portuguese'
import { ARTICLE9 } from './article9/pt.ts'
import type { Language } from './language.ts'

const language: Language = {
  article9: ARTICLE9,
  stem: stemmer,
  volatile: [
    /\bhá\s+(?:\d{1,4}|uma?|alguns|algumas|poucos|poucas)\s*(?:s|seg|segundos?|min|minutos?|h|horas?|d|dias?|semanas?|mês|meses|anos?)(?!\p{L})/giu,
    /\b(?:\d{1,4}|uma?)\s*(?:s|seg|segundos?|min|minutos?|h|horas?|d|dias?|semanas?|mês|meses|anos?)\s+atrás(?!\p{L})/giu,
    /R\$\s?\d[\d.,\s]{0,14}/g,
    /\d[\d.,]{0,11}\s*(?:mil\s+)?(?:comentários?|visualizações|visualização|curtidas?|avaliações|avaliação|partilhas?|min de leitura)(?!\p{L})/giu,
  ],
}

export default language
