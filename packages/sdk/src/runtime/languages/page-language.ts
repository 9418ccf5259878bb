import * as dom from '../../lib/dom.ts'
import { primaryLanguage } from '../../lib/text/language.ts'

/** What `<html lang>` says. Undefined where it says nothing, and where there is no document. */
export const pageLanguage = (): string | undefined =>
  primaryLanguage(dom.lang(dom.documentElement(globalThis.document as Document | undefined)))

/** Which language a pack is of: the code at the end of its folder's name. */
export const PACK_CODE = /-([a-z]{2,8})\/$/

export type Text = readonly [english: string, russian: string]

/** A text in the page's language, as far as there is one: in Russian, else in English. */
export const tell = ([english, russian]: Text): string => (pageLanguage() === 'ru' ? russian : english)
