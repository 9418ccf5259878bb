/** Draws docs/proof/soak.svg and writes docs/proof/soak.md from the measurements of the soak tests. */
import { linePlot } from './line-plot.mjs'
import { row, testsOf } from './tests.mjs'

const MEGA = 1e-6
const PANELS = [
  { key: 'heap', label: "JavaScript heap of the reader's tab, MB", scale: MEGA },
  { key: 'nodes', label: 'DOM nodes' },
  { key: 'detached', label: 'DOM nodes in no document' },
  { key: 'listeners', label: 'Listeners' },
  { key: 'events', label: 'Events in IndexedDB' },
  { key: 'vectors', label: 'Vectors in IndexedDB' },
  { key: 'database', label: 'Bytes of IndexedDB, as the browser counts, MB', scale: MEGA },
]

const measuredIn = (report, name) => [...testsOf(report)].flatMap(({ attached }) => attached(name) ?? [])

/** @returns {string | undefined} an SVG document, or undefined if the soak test recorded no measurements */
export function soakPlot(report) {
  const measured = measuredIn(report, 'soak.json')
  if (!measured.length) return undefined
  return linePlot({
    title: `${measured.at(-1).views.toLocaleString('en-GB')} page views by one reader`,
    x: 'page views',
    at: measured.map(({ views }) => views),
    panels: PANELS.map(({ key, label, scale = 1 }) => ({ label, values: measured.map((each) => each[key] * scale) })),
  })
}

/** @param {{ plot: boolean }} made whether a plot was written. @returns {string[]} lines of Markdown */
export function soakProof(report, { plot }) {
  return [
    '# Soak test',
    '',
    row('promise', 'result'),
    '|---|---|',
    ...[...testsOf(report)].map(({ title, result }) => row(title, result)),
    '',
    ...figuresOf(report).map((figure) => `- ${figure}`),
    ...(plot ? ['', '![Memory and disk usage by page views](soak.svg)'] : []),
    '',
  ]
}

/** @returns {string[]} sentences */
function figuresOf(report) {
  const views = measuredIn(report, 'soak.json').at(-1)
  const batches = measuredIn(report, 'worker-soak.json')
  const [first, last] = [batches[0], batches.at(-1)]
  return [
    ...(views
      ? [
          `In ${views.views} page views, ${views.started} workers were started, and ${views.living} were left at the end.`,
        ]
      : []),
    ...(last
      ? [
          `One worker computed ${last.batches} batches. It held ${first.tensors} tensors after the first tenth of them, and ${last.tensors} at the end.`,
        ]
      : []),
  ]
}
