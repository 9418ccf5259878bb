/**
 * A dot plot as inline SVG in the page's colours. Positions along the axis are percentages, and everything else is in
 * CSS pixels, so text has the same size on phones and desktops.
 */
import type { DotPlot, Interval } from './document.ts'
import { escapeHtml, oneLine } from './escape.ts'

// In CSS pixels. Each row's label is above its marks.
const ROW = 40
const LABEL_BAND = 16
const LABEL = 13
const MARK = 26
const LEGEND = 26
const AXIS = 24
const CHARACTER = 7
/** Half the distance between the two series. */
const SHIFT = 4

/** Maximum label length in characters. Longer labels are truncated, but the text alternative contains them in full. */
const MAX_LABEL = 44
const TICKS = 5
/**
 * Margin on both sides of the axis, as a percentage of the width, which leaves room for the labels of the first and
 * last ticks.
 */
const EDGE = 4
/** Digits after the decimal point in the text alternative. */
const DIGITS = 3

/** Grid lines are interrupted where the labels are. */
const DASHES = `0 ${LABEL_BAND} ${ROW - LABEL_BAND} 0`

/** The first series is filled and the second is hollow, so that they can be told apart without colour. */
const MARKS = ['one', 'two'] as const

const cut = (label: string) => (label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label)
const labelText = (label: string) => escapeHtml(cut(oneLine(label)))

/** @param id unique on the page */
export function dotPlot(plot: DotPlot, id: string, title: string): string {
  const { series } = plot
  const labels = [...new Set(series.flatMap(({ points }) => points.map(({ label }) => label)))]
  const top = series.length > 1 ? LEGEND : 0
  const floor = top + labels.length * ROW
  const axis = axisOf(plot)
  const names = labels.map((label, n) => `<text x="0" y="${top + n * ROW + LABEL}">${labelText(label)}</text>`)
  const marks = series.flatMap(({ points }, s) =>
    points.map(({ label, value, interval: [low, high] }) => {
      const y = top + labels.indexOf(label) * ROW + MARK + (series.length > 1 ? (s ? SHIFT : -SHIFT) : 0)
      return (
        `<g class="${MARKS[s] ?? 'one'}"><line x1="${axis.x(low)}" x2="${axis.x(high)}" y1="${y}" y2="${y}"/>` +
        `<circle cx="${axis.x(value)}" cy="${y}" r="4"/></g>`
      )
    }),
  )
  return (
    `<svg role="img" width="100%" height="${floor + AXIS}" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escapeHtml(oneLine(title))}</title>` +
    `<desc id="${id}-desc">${escapeHtml(describe(plot))}</desc>` +
    `${legend(plot)}${ticks(plot, axis, top, floor)}${names.join('')}${marks.join('')}</svg>`
  )
}

interface Axis {
  readonly domain: Interval
  readonly x: (value: number) => string
}

function axisOf({ series, domain, signed }: DotPlot): Axis {
  const edges = domain ?? series.flatMap(({ points }) => points.flatMap(({ interval }) => interval))
  const held = [...edges, ...(signed ? [0] : [])]
  const [least, most] = held.length ? [Math.min(...held), Math.max(...held)] : [0, 1]
  // If there is only one value, there is no range from which to derive a scale.
  const margin = (most - least || 0.1) * 0.04
  const [low, high] = [least - margin, most + margin]
  const x = (value: number) => `${(EDGE + ((value - low) / (high - low)) * (100 - 2 * EDGE)).toFixed(2)}%`
  return { domain: [low, high], x }
}

/** Steps are 1, 2 or 5 times a power of ten. */
function stepOf([low, high]: Interval): number {
  const raw = (high - low) / TICKS
  const power = 10 ** Math.floor(Math.log10(raw))
  return power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10)
}

function ticks({ signed, format }: DotPlot, { domain, x }: Axis, top: number, floor: number): string {
  const step = stepOf(domain)
  const digits = Math.max(1, Math.ceil(-Math.log10(step)))
  let drawn = ''
  for (let n = Math.ceil(domain[0] / step); n * step <= domain[1]; n++) {
    const at = x(n * step)
    drawn +=
      `<line class="${signed && n === 0 ? 'zero' : 'grid-line'}" x1="${at}" x2="${at}" y1="${top}" y2="${floor}" stroke-dasharray="${DASHES}"/>` +
      `<text class="tick" x="${at}" y="${floor + 16}">${n === 0 ? '0' : escapeHtml(oneLine(format(n * step, digits)))}</text>`
  }
  return drawn
}

function legend({ series }: DotPlot): string {
  if (series.length < 2) return ''
  let x = 6
  let drawn = ''
  for (const [s, { name }] of series.entries()) {
    drawn += `<g class="${MARKS[s] ?? 'one'}"><circle cx="${x}" cy="9" r="4"/></g><text x="${x + 10}" y="13">${labelText(name)}</text>`
    x += 34 + CHARACTER * cut(oneLine(name)).length
  }
  return drawn
}

/** The text alternative, which lists all labels with their numbers. */
function describe({ series, format }: DotPlot): string {
  return series
    .filter(({ points }) => points.length)
    .map(({ name, points }) => {
      const said = points.map(({ label, value, interval }) => {
        const [low, high] = interval.map((edge) => format(edge, DIGITS))
        return `${label} ${format(value, DIGITS)} [${low}, ${high}]`
      })
      return oneLine(`${series.length > 1 ? `${name}: ` : ''}${said.join('; ')}.`)
    })
    .join(' ')
}
