/** Small plots as inline SVG. Each repeats its numbers as text, so that it can be read without being seen. */
import { escapeHtml } from '../templates/html.mjs'

export const WIDTH = 360
const ROW = 46
/** Left end of the scale, and its length. */
export const [LEFT, LENGTH] = [4, 280]

export const svg = (label, height, body) =>
  `<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(label)}">${body}</svg>`

const label = (rows, show) => rows.map(({ name, value }) => `${name}: ${show(value)}`).join('; ')

/**
 * @param {Array<{ name: string, value: number }>} rows
 * @param {object} options most: the value at the right end; own: which row is Inkling's, if any
 */
export function bars(rows, { most, show, own = rows.length - 1 }) {
  const body = rows.map(({ name, value }, i) => {
    const y = i * ROW
    const width = Math.max(2, (LENGTH * value) / most)
    return `<text x="${LEFT}" y="${y + 14}">${escapeHtml(name)}</text>
<rect class="${i === own ? 'plot-own' : 'plot-other'}" x="${LEFT}" y="${y + 22}" width="${width.toFixed(1)}" height="12"/>
<text class="plot-value" x="${(LEFT + width + 8).toFixed(1)}" y="${y + 33}">${escapeHtml(show(value))}</text>`
  })
  return svg(label(rows, show), rows.length * ROW, body.join('\n'))
}

/** Values with intervals. @param rows value, low and high of each @param {[number, number]} ends of the scale */
export function intervals(rows, { ends: [least, most], show }) {
  const x = (value) => (LEFT + (LENGTH * (value - least)) / (most - least)).toFixed(1)
  const body = rows.map(({ name, value, low, high }, i) => {
    const y = i * ROW + 28
    const kind = i === rows.length - 1 ? 'plot-own' : 'plot-other'
    return `<text x="${LEFT}" y="${y - 14}">${escapeHtml(name)}</text>
<line class="${kind}" x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/><circle class="${kind}" cx="${x(value)}" cy="${y}" r="5"/>
<text class="plot-value" x="${LEFT + LENGTH + 12}" y="${y + 4}">${escapeHtml(show(value))}</text>`
  })
  return svg(label(rows, show), rows.length * ROW, body.join('\n'))
}
