/** Is the magazine complete? Throws one error that lists all that is missing. */
import { illustrate } from './illustration.mjs'
import { promotions } from './promotions.mjs'
import { topicNames, topics } from './topics.mjs'

const least = { articles: 80, words: 120, topics: 10, promotions: 6 }

export function checkContent(articles) {
  const faults = []
  if (articles.length < least.articles)
    faults.push(`${articles.length} articles; at least ${least.articles} are needed`)
  const used = new Set(articles.map((a) => a.topic))
  if (used.size < least.topics) faults.push(`${used.size} topics; at least ${least.topics} are needed`)
  for (const { file, words } of articles) {
    if (words < least.words) faults.push(`${file}: ${words} words; at least ${least.words} are needed`)
  }
  if (promotions.length < least.promotions)
    faults.push(`${promotions.length} promotions; ${least.promotions} are needed`)
  for (const name of topicNames) {
    for (const key of ['en', 'ru', 'desk', 'deskRu', 'line', 'lineRu']) {
      if (!topics[name][key]) faults.push(`topics.mjs: ${name} lacks "${key}"`)
    }
  }

  const drawn = new Map()
  for (const article of articles) {
    const svg = illustrate(article)
    if (drawn.has(svg)) faults.push(`${article.file}: its illustration is the same as that of ${drawn.get(svg)}`)
    if (/NaN|undefined/.test(svg)) faults.push(`${article.file}: its illustration holds a broken number`)
    if (repeatedAttribute(svg))
      faults.push(`${article.file}: its illustration says an attribute twice, which is no XML`)
    drawn.set(svg, article.file)
  }

  if (faults.length) throw new Error(`the content is not complete:\n- ${faults.join('\n- ')}`)
  console.log(`check: ${articles.length} articles in ${used.size} topics, ${drawn.size} distinct illustrations`)
}

function repeatedAttribute(svg) {
  return (svg.match(/<\w[^>]*>/g) ?? []).some((tag) => {
    const names = [...tag.matchAll(/\s([\w-]+)=/g)].map(([, name]) => name)
    return new Set(names).size < names.length
  })
}
