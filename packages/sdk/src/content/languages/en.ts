import { ARTICLE9 } from './article9/en.ts'
import type { Language } from './language.ts'

/** The English parts that aren't in `core.js`, which contains the patterns for ages and counts and the plural rule. */
const language: Language = { article9: ARTICLE9, volatile: [] }

export default language
