/** A language as items and events keep it: the primary subtag of BCP 47. */
export const LANGUAGE = /^[a-z]{2,8}$/

/** @param tag BCP 47, e.g. 'pt-BR' @returns its primary subtag in lower case; undefined where it is none */
export function primaryLanguage(tag: string | null | undefined): string | undefined {
  const [primary = ''] = (tag ?? '').trim().toLowerCase().split(/[-_]/)
  return LANGUAGE.test(primary) ? primary : undefined
}
