/** Writes docs/proof/consent.md from the consent tests in a real browser. */
import { row, testsOf } from './tests.mjs'

/** @returns {string[]} lines of Markdown, or none if the consent tests didn't run */
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
    `The ${cells.length} tests combine three conditions:`,
    '',
    '- the signal that the browser sends (one table for each signal)',
    '- the source of consent (one row for each source)',
    '- the choice that is stored (one column for each): none, a refusal, consent, consent older than 182 days, or consent given despite the signal',
    '',
    'A cell shows which purposes are permitted: `c` content, `r` creatives, `m` measurement. `-` means denied, and `?` means unknown. If a test failed, its cell',
    "names the result. All other tests passed. A test passes if Inkling stores, listens to and requests exactly what is permitted, as observed through Chromium's",
    'DevTools protocol.',
    ...all('signal').flatMap(table),
    '',
  ]
}
