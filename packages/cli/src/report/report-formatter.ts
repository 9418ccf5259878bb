import { type Numbers, numbersIn } from './numbers.ts'

/** Base class for formatting a report in one language. */
export class ReportFormatter<Words extends { readonly locale: string }> {
  readonly words: Words
  readonly numbers: Numbers

  constructor(words: Words) {
    this.words = words
    this.numbers = numbersIn(words.locale)
  }
}
