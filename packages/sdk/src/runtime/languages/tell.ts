import { pageLanguage } from './page-language.ts'

export type Text = readonly [english: string, russian: string]

/** A text in the page's language, as far as there is one: in Russian, else in English. */
export const tell = ([english, russian]: Text): string => (pageLanguage() === 'ru' ? russian : english)
