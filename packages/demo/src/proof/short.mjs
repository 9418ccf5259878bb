/** Goals that haven't been reached. A line with a figure is shown only while the figure is below its goal. */
import { escapeHtml } from '../templates/html.mjs'
import { addressOf } from './files.mjs'
import { behind } from './rivals.mjs'

/** Goals of the English of texts, in percent, and of Lighthouse's categories. */
const NATURAL = 90
const LIGHTHOUSE = 95

export function fallsShort(figures, words) {
  const { say } = words
  const lines = [runs, models, readers, pages].flatMap((part) => part(figures, words))
  if (figures.rivals) lines.push(...behind(figures.rivals, words))
  const shown = lines.filter(Boolean).map(({ text, more = '', from }) => {
    const link = from ? ` <a href="${addressOf(from)}" lang="en"><code>${from}</code></a>` : ''
    return `<li><p>${text}${link}</p>${more}</li>`
  })
  return `<p>${say('shortLine')}</p>
<ul class="short">${shown.join('\n')}</ul>`
}

function runs({ steps, tabs }, { say, number }) {
  const failed = steps.filter((step) => step.failed).map((step) => `${step.name} (${number(step.failed)})`)
  const list = tabs.open.map((name) => `<li>${escapeHtml(name)}</li>`).join('')
  return [
    failed.length && { text: say('shortFailed', { names: failed.join(', ') }), from: 'docs/proof/report.md' },
    tabs.open.length && {
      text: say('shortSkipped', { n: number(tabs.open.length) }),
      more: `<details><summary>${say('shortSkippedList')}</summary><ul lang="en">${list}</ul></details>`,
      from: 'docs/proof/promises.md',
    },
  ]
}

function models({ goals, gains }, { say, plain, number }) {
  const missed = goals.filter(([, goal, reached]) => reached < goal)
  const list = missed.map(([name, goal, reached]) =>
    plain('shortGoal', { name, reached: number(reached, 3), goal: number(goal, 3) }),
  )
  const gain = ({ value, low, high }) => ({ value: number(value, 3), low: number(low, 3), high: number(high, 3) })
  const ranker = 'models/ranker-ranklens/README.md'
  return [
    missed.length && {
      text: say('shortGoals', { missed: missed.length, all: goals.length, list: list.join('; ') }),
      from: 'models/encoder-en/README.md',
    },
    { text: say('shortWords', gain(gains.words)), from: ranker },
    { text: say('shortFitting', gain(gains.fitting)), from: ranker },
  ]
}

function readers({ popular, lost, history }, { say, number }) {
  const [log, inkling] = popular.map((value) => number(100 * value))
  return [
    { text: say('shortPopular', { log, inkling }), from: 'docs/proof/fairness.md' },
    { text: say('shortLost', { value: number(lost, 1) }), from: 'docs/proof/measurement.md' },
    history < 1 && { text: say('shortHistory', { value: number(history, 2) }), from: 'docs/proof/audiences.md' },
  ]
}

function pages({ grades: [comments, paragraphs], lighthouse }, { say, plain, number }) {
  const below = Object.entries(lighthouse ?? {}).filter(([name, score]) => name !== 'pages' && score < LIGHTHOUSE)
  return [
    Math.min(comments, paragraphs) < NATURAL && {
      text: say('shortEnglish', { comments: number(comments, 1), paragraphs: number(paragraphs, 1) }),
      from: 'docs/proof/english.md',
    },
    below.length && {
      text: say('shortLighthouse', { list: below.map(([name, score]) => `${plain(name)}: ${score}`).join('; ') }),
      from: 'docs/proof/lighthouse.md',
    },
    { text: say('shortSafari') },
    { text: say('shortSites') },
  ]
}
