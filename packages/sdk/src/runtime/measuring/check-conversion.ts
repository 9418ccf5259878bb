import { assertUsage } from '../../lib/errors/assert-usage.ts'

/** @throws InklingMisuse on a name that reports couldn't tell, and on no number */
export function checkConversion(name: string, value: number): void {
  assertUsage(
    /^[a-z]\w{0,39}$/i.test(name) && Number.isFinite(value),
    "write convert('subscribe', 9.5): a name of letters, digits and _, and a number",
  )
}
