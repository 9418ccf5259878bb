/** Parses numeric command-line options. */
import { UsageError } from '../terminal/usage.ts'

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** @throws UsageError unless the text is a number within the bounds */
export function numberIn(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (!NUMBER.test(text) || !(number >= least && number <= most))
    throw new UsageError(`--${option} takes a number from ${least} to ${most}, not '${text.slice(0, 40)}'`)
  return number
}

/** Parses a share: `.05` or `5%`. */
function shareOf(text: string): number {
  const [, number = '', percent] = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*(%)?$/.exec(text.trim()) ?? []
  return number ? Number(number) / (percent ? 100 : 1) : Number.NaN
}

/** @throws UsageError unless the text is a share within the bounds */
export function percentIn(option: string, text: string, least: number, most: number): number {
  const share = shareOf(text)
  if (!(share >= least && share <= most))
    throw new UsageError(
      `--${option} takes a share from ${100 * least}% to ${100 * most}%, not '${text.slice(0, 40)}': write --${option} 5% or --${option} 0.05`,
    )
  return share
}

/** Parses named shares: `holdout=0.1,ranked=90%`. @throws UsageError, whose message says what to write instead */
export function sharesIn(option: string, text: string, by: '=' | ':'): Record<string, number> {
  const example = by === '=' ? 'holdout=0.1,ranked=0.9' : 'click:-2%'
  const entries = text.split(',').map((part): [string, number] => {
    const at = part.lastIndexOf(by)
    return [part.slice(0, Math.max(0, at)).trim(), shareOf(part.slice(at + 1))]
  })
  const isRight = entries.every(
    ([name, share]) => name && Number.isFinite(share) && share !== 0 && Math.abs(share) <= 1e6,
  )
  if (!isRight || new Set(entries.map(([name]) => name)).size !== entries.length)
    throw new UsageError(`--${option} takes names with shares, each once: write --${option} ${example}`)
  return Object.assign(Object.create(null), Object.fromEntries(entries))
}
