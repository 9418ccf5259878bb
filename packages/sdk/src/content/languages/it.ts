import { stemmer } from '@orama/stemmers/italian'
import { ARTICLE9 } from './article9/it.ts'
import type { Language } from './language.ts'

const language: Language = {
  article9: ARTICLE9,
  stem: stemmer,
  volatile: [
    /\b(?:\d{1,4}\s*|una?\s|un['’])(?:s|sec|second[oi]|min|minut[oi]|h|or[ae]|g|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])\.?\s+fa\b/gi,
    /\d[\d.,]{0,11}\s*(?:mila\s+)?(?:comment[oi]|visualizzazion[ei]|recension[ei]|condivision[ei]|min(?:ut[oi])? di lettura)\b/gi,
  ],
}

export default language
