/** The --texts option of the commands that fit heads. */
import { DEFAULT_LANGUAGE } from '../model.ts'
import { type LanguageFit, LEAST_EXAMPLES } from '../texts/fit-head.ts'
import { readTexts, type SiteText } from '../texts/read-texts.ts'
import { ForeignTexts } from './foreign-texts.ts'

/** @param keyOf see {@link readTexts} */
export async function textsIn(
  file: string,
  keyOf: (id: string) => string | undefined,
  tell: (sentence: string) => void,
): Promise<ReadonlyMap<string, SiteText>> {
  const { texts, empty } = await readTexts(file, keyOf)
  if (empty) tell(`${empty} rows of ${file} have no id or no title`)
  const foreign = new ForeignTexts(DEFAULT_LANGUAGE)
  for (const { text, language } of texts.values()) if (language === undefined) foreign.add(text)
  if (foreign.warning([]))
    tell(`many texts of ${file} are not in English, and state no language: add a column language`)
  return texts
}

/** A sentence about a fit. @param what the quantity predicted, and what follows from it */
export function toldOf({ language, examples, fit }: LanguageFit, what: string): string {
  const texts = `${examples} counted texts in ${language}`
  if (fit) return `${texts} predict ${what} (gain: ${fit.gain.toFixed(1)} standard errors)`
  return examples < LEAST_EXAMPLES
    ? `${texts} are too few to predict anything: ${LEAST_EXAMPLES} are needed`
    : `${texts} don't predict the counts well enough, so they aren't used`
}
