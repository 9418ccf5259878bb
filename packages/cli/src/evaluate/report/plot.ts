/** Dots with intervals, side by side, as an SVG that inherits the page's colours. */
import type { Interval } from '../metrics/bootstrap.ts'
import { escapeHtml } from './escape.ts'
import { figure, intervalText } from './wording.ts'

export interface Plotted {
  readonly label: string
  readonly value: number
  readonly interval: Interval
}

export interface Series {
  readonly name: string
  /** Class of its dots: full and hollow ones, so that nobody needs to tell colours apart. */
  readonly mark: 'one' | 'two'
  readonly points: readonly Plotted[]
}

export interface PlotOptions {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  readonly series: readonly Series[]
  /** What the axis must hold; by default all intervals. */
  readonly domain?: Interval | undefined
  /** Differences: the axis holds 0, which is marked, and figures bear their sign. */
  readonly signed?: boolean
  /** How a number is written, with so many digits behind the point at most; by default as metrics between 0 and 1 are. */
  readonly write?: (value: number, digits: number) => string
}

// In units of the drawing.
const WIDTH = 720
const LINE = 24
const TOP = 34
const BOTTOM = 26
const RIGHT = 20
const CHARACTER = 7
const MAX_LABEL = 44
const TICKS = 9

/** Steps of 1, 2 or 5 times a power of ten, so that about `wanted` of them fill the domain. */
function stepOf([low, high]: Interval, wanted: number): number {
  const raw = (high - low) / wanted
  const power = 10 ** Math.floor(Math.log10(raw))
  return power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10)
}

const cut = (label: string) => (label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label)

export function dotPlot({ id, title, series, domain, signed = false, write }: PlotOptions): string {
  const labels = [...new Set(series.flatMap(({ points }) => points.map(({ label }) => label)))]
  const edges = domain ?? series.flatMap(({ points }) => points.flatMap(({ interval }) => interval))
  const held = [...edges, ...(signed ? [0] : [])]
  const [least, most] = held.length ? [Math.min(...held), Math.max(...held)] : [0, 1]
  // A domain of no width has no scale.
  const margin = (most - least || 0.1) * 0.04
  const [low, high] = [least - margin, most + margin]
  const left = 16 + CHARACTER * Math.max(0, ...labels.map((label) => cut(label).length))
  const x = (value: number) => (left + ((value - low) / (high - low)) * (WIDTH - left - RIGHT)).toFixed(1)
  const height = TOP + labels.length * LINE + BOTTOM
  const floor = height - BOTTOM

  const step = stepOf([low, high], TICKS)
  const digits = Math.max(1, Math.ceil(-Math.log10(step)))
  const ticks: string[] = []
  for (let n = Math.ceil(low / step); n * step <= high; n++) {
    const written = write?.(n * step, digits) ?? (n * step).toFixed(digits).replace(/^(-?)0\./, '$1.')
    const text = n === 0 ? '0' : written
    const line = signed && n === 0 ? 'zero' : 'grid-line'
    ticks.push(
      `<line class="${line}" x1="${x(n * step)}" x2="${x(n * step)}" y1="${TOP - 6}" y2="${floor}"/>` +
        `<text class="tick" x="${x(n * step)}" y="${floor + 16}" text-anchor="middle">${text}</text>`,
    )
  }
  const names = labels.map(
    (label, n) =>
      `<text x="${left - 12}" y="${TOP + (n + 0.5) * LINE + 4}" text-anchor="end">${escapeHtml(cut(label))}</text>`,
  )
  const shift = series.length > 1 ? 5 : 0
  const dots = series.flatMap(({ mark, points }, s) =>
    points.map(({ label, value, interval }) => {
      const y = TOP + (labels.indexOf(label) + 0.5) * LINE + (s ? shift : -shift)
      return (
        `<g class="${mark}"><line x1="${x(interval[0])}" x2="${x(interval[1])}" y1="${y}" y2="${y}" stroke-width="2"/>` +
        `<circle cx="${x(value)}" cy="${y}" r="4" stroke-width="2"/></g>`
      )
    }),
  )
  const legend =
    series.length < 2
      ? ''
      : series
          .map(
            ({ name, mark }, s) =>
              `<g class="${mark}"><circle cx="${left + s * 160}" cy="12" r="4" stroke-width="2"/></g>` +
              `<text x="${left + s * 160 + 10}" y="16">${escapeHtml(name)}</text>`,
          )
          .join('')
  const description = series
    .filter(({ points }) => points.length)
    .map(({ name, points }) => {
      const said = points.map(({ label, value, interval }) => {
        const [low, high] = interval
        return write
          ? `${label} ${write(value, 3)} [${write(low, 3)}, ${write(high, 3)}]`
          : `${label} ${figure(value, signed)} ${intervalText(interval, signed)}`
      })
      return `${series.length > 1 ? `${name}: ` : ''}${said.join('; ')}.`
    })
    .join(' ')
  return (
    `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>` +
    `${legend}${ticks.join('')}${names.join('')}${dots.join('')}</svg>`
  )
}
