import * as dom from '../../lib/dom.ts'
import { primaryLanguage } from '../../lib/text/language.ts'

/** The language in `<html lang>`; undefined if none is declared or there is no document. */
export const pageLanguage = (): string | undefined =>
  primaryLanguage(dom.lang(dom.documentElement(globalThis.document as Document | undefined)))

/** The language code at the end of a pack's folder name. */
export const PACK_CODE = /-([a-z]{2,8})\/$/

export type Text = readonly [english: string, russian: string]

/** Returns the Russian text on Russian pages and the English text elsewhere. */
export const tell = ([english, russian]: Text): string => (pageLanguage() === 'ru' ? russian : english)
