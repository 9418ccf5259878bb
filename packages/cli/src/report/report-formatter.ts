import { type Numbers, numbersIn } from './numbers.ts'

/** Writes what a report says in one language. */
export class ReportFormatter<Words extends { readonly locale: string }> {
  readonly words: Words
  readonly numbers: Numbers

  constructor(words: Words) {
    this.words = words
    this.numbers = numbersIn(words.locale)
  }
}
