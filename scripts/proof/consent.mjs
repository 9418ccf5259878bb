/** The table of consent in a real browser → docs/proof/consent.md. */
import { row, testsOf } from './tests.mjs'

/** @returns {string[]} lines of Markdown; none when the table didn't run */
export function consentProof(report) {
  const cells = [...testsOf(report)]
    .filter(({ file }) => file === 'consent-table.spec.ts')
    .map(({ title, result }) => {
      const [, state, source, signal, outcome] = /^(.+), (.+), (.+): (.+)$/.exec(title)
      return { state, source, signal, says: `\`${outcome}\`${result === 'passed' ? '' : ` ${result}`}` }
    })
  if (!cells.length) return []
  const all = (key) => [...new Set(cells.map((cell) => cell[key]))]
  const table = (signal) => [
    '',
    `## Signal: ${signal}`,
    '',
    row('source', ...all('state')),
    `|---|${all('state')
      .map(() => '---|')
      .join('')}`,
    ...all('source').map((source) =>
      row(
        source,
        ...all('state').map(
          (state) =>
            cells.find((cell) => cell.source === source && cell.state === state && cell.signal === signal)?.says ?? '–',
        ),
      ),
    ),
  ]
  return [
    '# Consent',
    '',
    `${cells.length} tests: by what the browser signals, where the answer comes from, and what was remembered (nothing, a no, a`,
    'yes, a yes of more than 182 days, a yes in spite of the signal). A cell says what may happen: `c` content, `r` creatives,',
    '`m` measurement, `-` refused, `?` not known. Where it says no more, the test has passed: what was stored, listened to and',
    "asked for is just that, by the account of Chromium's protocol.",
    ...all('signal').flatMap(table),
    '',
  ]
}
