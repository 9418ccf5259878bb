import type { Language } from '../speech.ts'
import { en } from './en.ts'
import { ru } from './ru.ts'
import type { Texts } from './wording.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { en, ru }
