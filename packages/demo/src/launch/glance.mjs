/** A visitor's first questions, each answered in one line within the first two screens. */

import { readFigures } from '../proof/figures.mjs'
import { proofPath } from '../proof/files.mjs'
import { launchSpeech } from './speech.mjs'

/** The questions, each with a link to the section or page that says more. */
const MORE = {
  runs: '#uses',
  leaves: '#privacy',
  installing: '#install',
  weighs: '#weight',
  for: '#uses',
  notForShort: '#notFor',
  proven: 'proof',
  allowed: '#licence',
}

export function glance(language) {
  const { say, number } = launchSpeech(language)
  const { visits, run } = readFigures()
  const kilobytes = (bytes) => say('kilobytes', { n: number(bytes / 1000) })
  const [before, scripts, all] = visits
  const values = {
    before: kilobytes(before.scripts),
    scripts: kilobytes(scripts.scripts),
    all: say('megabytes', { n: number(all.budget / 1e6, 2) }),
    passed: number(run.passed),
    failed: number(run.failed),
  }
  const item = ([name, href]) =>
    `<div data-answer="${name}"><dt><a href="${href === 'proof' ? proofPath(language) : href}">${say(`glance_${name}`)}</a></dt><dd>${say(`answer_${name}`, values)}</dd></div>`
  return `<section class="glance" aria-labelledby="glance-title">
<h2 class="unseen" id="glance-title">${say('glance')}</h2>
<dl>${Object.entries(MORE).map(item).join('\n')}</dl>
</section>`
}
