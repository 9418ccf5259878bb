import * as dom from '../../lib/dom.ts'
import { primaryLanguage } from '../../lib/text/language.ts'

/** What `<html lang>` says. Undefined where it says nothing, and where there is no document. */
export const pageLanguage = (): string | undefined =>
  primaryLanguage(dom.lang(dom.documentElement(globalThis.document as Document | undefined)))
