/** The drawing, or the few numbers, beside each promise. Every drawing repeats its numbers as text or as a table. */
import { bars, intervals, LEFT, LENGTH, svg } from '../launch/drawings.mjs'
import { escapeHtml } from '../templates/html.mjs'

const ROW = 30
/** No row of these bars is Inkling's. */
const NONE = -1

/**
 * Several values per row on one scale.
 *
 * @param {Array<{ name: string, values: Record<string, number | undefined> }>} rows
 * @param {object} options legend: name by kind of value
 */
function dots(rows, { legend, show }) {
  const kinds = Object.keys(legend)
  const x = (value) => (110 + 240 * value).toFixed(1)
  const body = rows.map(({ name, values }, i) => {
    const y = i * ROW + 15
    const known = kinds.filter((kind) => values[kind] !== undefined)
    const marks = known.map(
      (kind) => `<circle class="dot-${kinds.indexOf(kind)}" cx="${x(values[kind])}" cy="${y}" r="5"/>`,
    )
    const range = known.map((kind) => values[kind])
    return `<text x="${LEFT}" y="${y + 4}">${escapeHtml(name)}</text>
<line class="dot-line" x1="${x(Math.min(...range))}" x2="${x(Math.max(...range))}" y1="${y}" y2="${y}"/>${marks.join('')}`
  })
  const label = rows
    .map(
      ({ name, values }) =>
        `${name}: ${kinds
          .filter((kind) => kind in values && values[kind] !== undefined)
          .map((kind) => `${legend[kind]} ${show(values[kind])}`)
          .join(', ')}`,
    )
    .join('; ')
  const keys = kinds.map(
    (kind, i) =>
      `<li><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><circle class="dot-${i}" cx="5" cy="5" r="4"/></svg> ${escapeHtml(legend[kind])}</li>`,
  )
  return `${svg(label, rows.length * ROW, body.join('\n'))}<ul class="legend" aria-hidden="true">${keys.join('')}</ul>`
}

/** The size of a visit's scripts, with a line at the budget. */
function budgets(rows, { show }) {
  const body = rows.map(({ name, value, most }, i) => {
    const y = i * 46
    const width = (LENGTH * value) / rows.at(-1).most
    const limit = LEFT + (LENGTH * most) / rows.at(-1).most
    return `<text x="${LEFT}" y="${y + 14}">${escapeHtml(name)}</text>
<rect class="plot-own" x="${LEFT}" y="${y + 22}" width="${width.toFixed(1)}" height="12"/><line class="limit" x1="${limit.toFixed(1)}" x2="${limit.toFixed(1)}" y1="${y + 18}" y2="${y + 38}"/>
<text class="plot-value" x="${(limit + 8).toFixed(1)}" y="${y + 33}">${escapeHtml(show(value))}</text>`
  })
  return svg(rows.map(({ name, value }) => `${name}: ${show(value)}`).join('; '), rows.length * 46, body.join('\n'))
}

/** @returns {Record<string, () => string>} HTML by the name of a promise's figure */
export function drawingsIn(figures, { say, plain, number, table, facts }) {
  const percent = (value) => `${number(value, value % 1 ? 1 : 0)} %`
  const share = (value) => number(value, 3)
  const named = (values, names = Object.keys(values)) => names.map((name) => ({ name: plain(name), ...values[name] }))
  const plainBars = (values, names, options) =>
    bars(
      names.map((name) => ({ name: plain(name), value: values[name] })),
      options,
    )
  const ofAll = ({ passed, failed = 0, skipped = 0, of = passed + failed + skipped }) =>
    `<p class="big">${say('of', { passed: number(passed), all: number(of) })}</p>`
  const size = (bytes) =>
    bytes < 1e6 ? plain('kilobytes', { n: number(bytes / 1000, 1) }) : plain('megabytes', { n: number(bytes / 1e6, 2) })

  return {
    consent: () => ofAll(figures.consent),
    sensitive: () => facts({ sensitive: number(figures.reasons.sensitive), raised: number(figures.reasons.raised) }),
    bits: () =>
      bars(
        figures.bits.map(({ bits, odds }) => ({
          name: bits === 1 ? plain('bit') : plain('bits', { n: bits }),
          value: odds,
        })),
        { most: 112, own: NONE, show: (value) => `${number(value, value % 1 < 0.99 ? 1 : 3)} %` },
      ),
    visits: () =>
      budgets(
        figures.visits
          .slice(0, 2)
          .map(({ scripts, budget }, i) => ({ name: plain(`visit_${i}`), value: scripts, most: budget })),
        { show: size },
      ) +
      table(
        ['visit', 'scripts', 'budget'],
        figures.visits.map(({ scripts, budget }, i) => [plain(`visit_${i}`), size(scripts), size(budget)]),
      ),
    quality: () => intervals(named(figures.quality), { ends: [0.3, 0.63], show: share }),
    variety: () =>
      bars(
        Object.entries(figures.variety).map(([name, values]) => ({ name: plain(name), value: 100 * values[1] })),
        { most: 100, show: percent },
      ),
    reasons: () => facts({ told: number(figures.reasons.told), untrue: number(figures.reasons.untrue) }),
    audiences: () =>
      intervals(named(figures.audiences, ['heavy', 'labels', 'phrases']), {
        ends: [0.9, 1.45],
        show: (value) => number(value, 2),
      }),
    topics: () => {
      const kinds = ['words', 'shallow', 'deep']
      const legend = Object.fromEntries(kinds.map((kind) => [kind, plain(kind)]))
      const rows = figures.topics.map(({ language, ...values }) => ({ name: plain(language), values }))
      return (
        dots(rows, { legend, show: (value) => percent(100 * value) }) +
        table(
          ['language', ...kinds],
          rows.map(({ name, values }) => [
            name,
            ...kinds.map((kind) => (values[kind] === undefined ? '–' : percent(100 * values[kind]))),
          ]),
        )
      )
    },
    english: () =>
      table(
        ['test', 'shallow', 'deep'],
        Object.entries(figures.english).map(([name, values]) => [plain(name), ...values.map(share)]),
      ),
    faults: () => ofAll(figures.faults),
    tabs: () =>
      `${ofAll(figures.tabs)}<details><summary>${say('soak')}</summary><img class="wide" src="/proof/files/docs/proof/soak.svg" width="720" height="940" loading="lazy" decoding="async" alt="${say('soakAlt')}"></details>`,
    pages: () =>
      facts(
        Object.fromEntries(
          Object.entries({ layouts: figures.pages, policies: figures.policies, frameworks: figures.frameworks }).map(
            ([name, { passed, failed, skipped }]) => [
              name,
              plain('of', { passed: number(passed), all: number(passed + failed + skipped) }),
            ],
          ),
        ),
      ),
    outside: () => facts({ findings: number(figures.outside) }),
    fuzz: () => facts({ inputs: number(figures.fuzz.inputs) }),
    members: () =>
      bars(
        figures.members.map(({ readers, correct }) => ({
          name: plain('readers', { n: number(readers) }),
          value: correct,
        })),
        { most: 100, own: NONE, show: percent },
      ),
    daily: () => plainBars(figures.daily, ['single', 'valid'], { most: 100, show: percent }),
    regret: () => plainBars(figures.regret, ['random', 'content', 'best', 'priors'], { most: 100, show: percent }),
    planted: () =>
      bars(
        figures.planted.biases.map(({ name, value }) => ({
          name: plain(name === 'popularity' ? 'mostPopular' : name),
          value,
        })),
        { most: 100, own: NONE, show: percent },
      ),
    rules: () =>
      table(
        ['rule', 'before', 'after', 'cost'],
        figures.rules.map(([name, ...values]) => [plain(name), ...values.map(share)]),
      ),
  }
}
