/** Texts and number formats shared by all tabs. */
import type { Language, Speech } from '../../../../../elements/src/speech.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'
import type { Texts } from './texts.ts'

const TEXTS: Readonly<Record<Language, Texts>> = { en, ru }

export interface Said {
  readonly texts: Texts
  readonly speech: Speech
}

export const saidIn = (speech: Speech): Said => ({ speech, texts: TEXTS[speech.language] })

export const milliseconds = (value: number, { tag }: Speech): string =>
  value.toLocaleString(tag, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 })

/** With its sign. */
export const signed = (value: number, { tag }: Speech): string =>
  value.toLocaleString(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' })
