import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setVolatilePatterns } from '../../../../sdk/src/content/text.ts'
import { DIST } from '../../files/release.ts'

/** Each language's patterns, which are loaded from the bundle that pages load. */
const loaded = new Map<string, Promise<readonly RegExp[]>>()

const patternsOf = async (language: string): Promise<readonly RegExp[]> => {
  const file = join(DIST, `words-${language}.js`)
  if (!/^[a-z]{2,8}$/.test(language) || !existsSync(file)) return []
  return (await import(pathToFileURL(file).href)).default.volatile
}

/** From now on, ages, prices and counts are removed from texts as on a page in these languages. */
export async function useLanguages(languages: Iterable<string>): Promise<void> {
  const patterns: RegExp[] = []
  for (const language of languages) {
    const own = loaded.get(language) ?? patternsOf(language)
    loaded.set(language, own)
    patterns.push(...(await own))
  }
  setVolatilePatterns(patterns)
}
