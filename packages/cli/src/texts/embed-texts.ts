/** Embeds a site's texts, each with its language's pack. */
import { DEFAULT_LANGUAGE, embedAll, languagesHere, openModel } from '../model.ts'
import type { SiteText } from './read-texts.ts'

/** The vectors of one pack. */
export interface PackVectors {
  readonly language: string
  /** `space/name@version`, as pages name a vector's origin. */
  readonly by: string
  /** Unit-length vectors, keyed by id. Texts without known words are left out. */
  readonly vectors: ReadonlyMap<string, Float32Array>
}

/**
 * Uses the table (depth 0). On Upworthy, weights fitted to the table's vectors predict equally well on the
 * transformer's vectors, but not the other way round (decision 88).
 *
 * @param tell receives a sentence about each language that has no pack here
 */
export async function embedTexts(
  texts: ReadonlyMap<string, SiteText>,
  tell: (sentence: string) => void,
): Promise<PackVectors[]> {
  const here = await languagesHere()
  const byLanguage = new Map<string, Array<readonly [id: string, text: string]>>()
  for (const [id, { text, language = DEFAULT_LANGUAGE }] of texts) {
    const some = byLanguage.get(language) ?? []
    byLanguage.set(language, some)
    some.push([id, text])
  }
  const packs: PackVectors[] = []
  for (const [language, rows] of byLanguage) {
    if (!here.includes(language)) {
      tell(`${rows.length} texts in "${language.slice(0, 20)}" are left out, because no pack for it is installed`)
      continue
    }
    const flags = { language, depth: '0' }
    const { model, reads } = await openModel(flags)
    const known = rows.filter(([, text]) => reads(text))
    const all = await embedAll(
      known.map(([, text]) => text),
      () => undefined,
      flags,
    )
    packs.push({
      language,
      by: `${model.space}/${model.name}@${model.version}`,
      vectors: new Map(known.map(([id], at) => [id, all[at]!])),
    })
  }
  return packs
}
