/** Formats numbers for a locale. */
export interface Numbers {
  readonly whole: (value: number) => string
  /** A whole number, rounded to two significant digits. */
  readonly about: (value: number) => string
  /** Four significant digits. */
  readonly plain: (value: number, signed?: boolean) => string
  /** At most three digits after the decimal point. */
  readonly three: (value: number, signed?: boolean) => string
  /** A share as a percentage: "3.1 %" for 0.031. */
  readonly percent: (value: number, signed?: boolean, digits?: number) => string
  readonly p: (value: number) => string
  /** For example "p = .03" or "p < .0001". */
  readonly pIs: (value: number) => string
}

const LEAST_P = 0.0001

export function numbersIn(locale: string): Numbers {
  const write = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value).replace('-', '−')
  const signs = (signed: boolean) => ({ signDisplay: signed ? 'exceptZero' : 'negative' }) as const
  const p = (value: number) =>
    value < LEAST_P
      ? `<\u00A0${write(LEAST_P, { maximumFractionDigits: 4 })}`
      : write(value, { maximumSignificantDigits: 2 })
  return {
    whole: (value) => write(value, { maximumFractionDigits: 0 }),
    about: (value) => write(value, { maximumSignificantDigits: 2 }),
    plain: (value, signed = false) => write(value, { maximumSignificantDigits: 4, ...signs(signed) }),
    three: (value, signed = false) => write(value, { maximumFractionDigits: 3, ...signs(signed) }),
    percent: (value, signed = false, digits = 1) =>
      `${write(100 * value, { maximumFractionDigits: digits, minimumFractionDigits: digits === 1 ? 1 : 0, ...signs(signed) })}\u00A0%`,
    p,
    pIs: (value) => `p\u00A0${value < LEAST_P ? '' : '=\u00A0'}${p(value)}`,
  }
}
