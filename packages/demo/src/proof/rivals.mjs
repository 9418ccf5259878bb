/** Inkling beside other libraries, as `npm run bench -- --rivals` measured it. */
import { bars } from '../launch/drawings.mjs'
import { escapeHtml } from '../templates/html.mjs'
import { addressOf } from './files.mjs'

const FROM = 'docs/proof/rivals.md'
/** Measures that are drawn, of those in the file. */
const DRAWN = ['line', 'again', 'bothBytes', 'some']
/** Parts of Inkling, which don't count as rivals. */
const OURS = ['inkling', 'engine', 'table']

export function rivals({ measures, quality, consent, rounds }, { say, plain, number, table }) {
  const show = (unit) => (value) => `${number(value, digits(value))} ${plain(`unit_${unit}`)}`
  const drawn = DRAWN.filter((measure) => measures[measure]).map((measure) => {
    const { unit, rows } = measures[measure]
    const shown = rows.filter(({ way }) => way !== 'plain')
    const named = shown.map(({ way, median }) => ({ name: plain(`way_${way}`), value: median }))
    const most = Math.max(...named.map(({ value }) => value))
    const own = Math.max(
      0,
      shown.findIndex(({ way }) => way === 'inkling'),
    )
    const drawing = bars(named, { most: 1.25 * most, own, show: show(unit) })
    return `<div class="promise"><h3>${say(`measure_${measure}`)}</h3><div class="figure">${drawing}</div></div>`
  })
  const figures = Object.entries(quality.figures).map(([way, value]) => [plain(`way_${way}`), number(value, 3)])
  return `<p>${say('rivalsLine', { n: rounds })}</p>
<div class="promises">
${drawn.join('\n')}
</div>
<h3>${say('rivalsQuality')}</h3>
${figures.length ? table(['way', 'likeness'], figures) : `<p>${say('rivalsUnjudged')}</p>`}
<h3>${say('rivalsConsent')}</h3>
${table(
  ['service', 'beforeConsent', 'stored'],
  consent.map(({ name, bytes, stored }) => [name, show('KB')(bytes / 1000), number(stored)]),
)}
<dl class="repeat"><div><dt>${say('from')}</dt><dd><a href="${addressOf(FROM)}" lang="en"><code>${FROM}</code></a></dd></div>
<div><dt>${say('run')}</dt><dd><code>${escapeHtml('npm run bench -- --rivals')}</code></dd></div></dl>`
}

/** Where a rival is certainly ahead: a line for each drawn measure and rival. */
export function behind({ measures }, { plain, number }) {
  return DRAWN.flatMap((measure) =>
    (measures[measure]?.rows ?? [])
      .filter(({ way, ratio }) => !OURS.includes(way) && way !== 'plain' && (ratio?.high ?? ratio?.value) < 1)
      .map(({ way, ratio }) => ({
        text: escapeHtml(
          plain('shortRival', {
            rival: plain(`way_${way}`),
            measure: plain(`measure_${measure}`),
            times: number(ratio.value, 2),
          }),
        ),
        from: FROM,
      })),
  )
}

const digits = (value) => (value >= 100 ? 0 : value >= 10 ? 1 : 2)
