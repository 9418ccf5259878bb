/** Turns samples into rows, and rows into a table for the terminal and for Markdown. */

/** @param share 0.5 for the median */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low + (high - low) * (at - Math.floor(at))
}

/** @param baseline samples from the same run; absent for the baseline itself */
export function measured(way, samples, baseline) {
  const median = quantile(samples, 0.5)
  return {
    way,
    median: rounded(median),
    p95: rounded(quantile(samples, 0.95)),
    runs: samples.length,
    ...(baseline && { ratio: rounded(median / quantile(baseline, 0.5)) }),
  }
}

/** @param most the limit */
export const target = (what, value, most, unit = 'ms') => ({
  what,
  value: rounded(value),
  most,
  unit,
  met: value <= most,
})

/** Three significant digits. */
export const rounded = (value) => Number(value.toPrecision(3))

/** The first row with a missing figure; undefined if all are complete. */
export const withoutFigure = (rows) =>
  rows.find(({ median, p95, runs, ratio = 1 }) => ![median, p95, ratio].every(Number.isFinite) || runs === 0)?.way ??
  (rows.length ? undefined : 'any row')

const HEADS = ['ms', 'median', 'p95', 'runs', 'times the baseline']

/** Pads columns like the formatter, so that the file passes the format check. */
export function markdown({ cases, targets }) {
  const lines = ['# What it costs', '', 'Written by `npm run bench`. Ratios are of samples taken in turn.', '']
  for (const { title, note, rows, written, machine } of Object.values(cases)) {
    lines.push(
      `## ${title}`,
      '',
      note,
      '',
      `${written}. ${machine.words}`,
      '',
      ...table(rows).map((cells) => `| ${cells.join(' | ')} |`),
      '',
    )
  }
  lines.push('## Targets', '', ...targets.map((target) => `- ${verdict(target)}`), '')
  return lines.join('\n')
}

export function screen({ cases, targets }) {
  const lines = []
  for (const { title, note, rows, machine } of Object.values(cases)) {
    const printed = table(rows).map((cells) => cells.join('  '))
    lines.push('', title, note, machine.words, '', ...printed)
  }
  return [...lines, '', ...targets.map(verdict)].join('\n')
}

export const verdict = ({ what, value, most, unit = 'ms', met }) =>
  `${what}: ${value} ${unit}, ≤ ${most}: ${met ? 'met' : 'NOT met'}`

function table(rows) {
  const cells = [
    HEADS,
    ...rows.map(({ way, median, p95, runs, ratio }) => [
      way,
      `${median}`,
      `${p95}`,
      `${runs}`,
      ratio === undefined ? 'baseline' : `${ratio}`,
    ]),
  ]
  const widths = HEADS.map((_, i) => Math.max(...cells.map((row) => row[i].length)))
  const [head, ...body] = cells.map((row) => row.map((cell, i) => cell.padEnd(widths[i])))
  return [head, widths.map((width) => '-'.repeat(width)), ...body]
}
