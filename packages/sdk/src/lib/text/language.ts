/** A language as stored with items and events: the primary subtag of BCP 47. */
export const LANGUAGE = /^[a-z]{2,8}$/

/**
 * @param tag a BCP 47 language tag, e.g. 'pt-BR'
 * @returns its primary subtag in lower case, or undefined if the tag is invalid
 */
export function primaryLanguage(tag: string | null | undefined): string | undefined {
  const [primary = ''] = (tag ?? '').trim().toLowerCase().split(/[-_]/)
  return LANGUAGE.test(primary) ? primary : undefined
}
