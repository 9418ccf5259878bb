import { ARTICLE9 } from './article9/pl.ts'
import type { Language } from './language.ts'
import { stemPolish } from './stem-polish.ts'

const language: Language = {
  article9: ARTICLE9,
  stem: stemPolish,
  volatile: [
    /(?:\b\d{1,4}\s*)?\b(?:sek|min|godz|dzień|dni|tydz|tyg|mies|rok|lata|lat)\p{L}{0,5}\.?\s+temu(?!\p{L})/giu,
    /\d[\d.,]{0,11}\s*(?:tys\.\s*)?(?:komentarz|wyświetle|odsłon|polubie|udostępnie|opini|min czytani)\p{L}{0,3}/giu,
    /\d[\d.,\s]{0,14}(?:zł|PLN)(?!\p{L})/giu,
  ],
}

export default language
