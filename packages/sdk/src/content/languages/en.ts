import { ARTICLE9 } from './article9/en.ts'
import type { Language } from './language.ts'

/** What `core.js` has no room for. Ages, counts and plurals of English it knows by itself. */
const language: Language = { article9: ARTICLE9, volatile: [] }

export default language
