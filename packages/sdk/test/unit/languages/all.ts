import de from '../../../src/languages/de.ts'
import es from '../../../src/languages/es.ts'
import fr from '../../../src/languages/fr.ts'
import it from '../../../src/languages/it.ts'
import ja from '../../../src/languages/ja.ts'
import ko from '../../../src/languages/ko.ts'
import type { Language } from '../../../src/languages/language.ts'
import pl from '../../../src/languages/pl.ts'
import pt from '../../../src/languages/pt.ts'
import ru from '../../../src/languages/ru.ts'
import zh from '../../../src/languages/zh.ts'

/** Every language that has a file, by its first subtag. */
export const LANGUAGES = { de, es, fr, it, ja, ko, pl, pt, ru, zh } satisfies Record<string, Language>
