import de from '../../../../src/content/languages/de.ts'
import en from '../../../../src/content/languages/en.ts'
import es from '../../../../src/content/languages/es.ts'
import fr from '../../../../src/content/languages/fr.ts'
import it from '../../../../src/content/languages/it.ts'
import ja from '../../../../src/content/languages/ja.ts'
import ko from '../../../../src/content/languages/ko.ts'
import type { Language } from '../../../../src/content/languages/language.ts'
import pl from '../../../../src/content/languages/pl.ts'
import pt from '../../../../src/content/languages/pt.ts'
import ru from '../../../../src/content/languages/ru.ts'
import zh from '../../../../src/content/languages/zh.ts'

/** Every language besides English that has a file, by primary subtag. */
export const LANGUAGES = { de, es, fr, it, ja, ko, pl, pt, ru, zh } satisfies Record<string, Language>

/** These and English, most of which is in `core.js`. */
export const WITH_ENGLISH = { ...LANGUAGES, en } satisfies Record<string, Language>
