/** Draws stacked line plots with a shared x axis, as an SVG that follows the reader's colour scheme. */

// Sizes in SVG user units.
const WIDTH = 720
const PANEL = 92
const GAP = 34
const LEFT = 16
const RIGHT = 110
const TOP = 52
const BOTTOM = 40

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 }
.figure, .axis { fill: #59636e }
.line { fill: none; stroke: #0969da; stroke-width: 2 }
.limit { stroke: #bc4c00; stroke-dasharray: 4 4 }
.frame { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .figure, .axis { fill: #9198a1 }
  .line { stroke: #4493f8 }
  .limit { stroke: #db6d28 }
  .frame { stroke: #3d444d }
}`

const escapeXml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const number = (value) => value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 1 : 0 })

/**
 * @param {object} plot
 * @param {string} plot.title
 * @param {string} plot.x label of the x axis
 * @param {readonly number[]} plot.at positions on the x axis, ascending
 * @param {ReadonlyArray<{ label: string, values: readonly number[], limit?: number }>} plot.panels whose y axes start at 0
 * @returns {string} an SVG document
 */
export function linePlot({ title, x, at, panels }) {
  const height = TOP + panels.length * (PANEL + GAP) + BOTTOM - GAP
  const end = WIDTH - RIGHT
  const across = (value) => (LEFT + (value / at.at(-1)) * (end - LEFT)).toFixed(1)
  const drawn = panels.map(({ label, values, limit }, i) => {
    const floor = TOP + i * (PANEL + GAP) + PANEL
    const most = Math.max(1, limit ?? 0, ...values) * 1.05
    const up = (value) => (floor - (value / most) * PANEL).toFixed(1)
    const points = values.map((value, i) => `${across(at[i])},${up(value)}`).join(' ')
    return `<text x="${LEFT}" y="${floor - PANEL - 6}">${escapeXml(label)}</text>
<line class="frame" x1="${LEFT}" y1="${floor}" x2="${end}" y2="${floor}"/>
${limit === undefined ? '' : `<line class="limit" x1="${LEFT}" y1="${up(limit)}" x2="${end}" y2="${up(limit)}"/><text class="figure" x="${end + 8}" y="${+up(limit) - 4}">at most ${number(limit)}</text>`}
<polyline class="line" points="${points}"/>
<text class="figure" x="${end + 8}" y="${Math.min(floor, +up(values.at(-1)) + 14)}">${number(values.at(-1))}</text>`
  })
  const says = panels
    .map(({ label, values }) => `${label}: ${number(values[0])} to ${number(values.at(-1))}`)
    .join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escapeXml(title)}</title><desc id="d">${escapeXml(says)}</desc><style>${STYLE}
</style>
<text class="title" x="${LEFT}" y="22">${escapeXml(title)}</text>
${drawn.join('\n')}
<text class="axis" x="${LEFT}" y="${height - 14}">0</text>
<text class="axis" x="${end}" y="${height - 14}" text-anchor="end">${number(at.at(-1))} ${escapeXml(x)}</text>
</svg>
`
}
