/** Checks that the magazine is complete. Throws a single error that lists everything that is missing. */
import { editions } from './editions.mjs'
import { illustrate } from './illustration.mjs'
import { promotions } from './promotions.mjs'
import { topicNames, topics } from './topics.mjs'

const least = {
  en: { articles: 80, words: 120 },
  // Russian needs fewer words for the same text length, since inflections replace function words.
  ru: { articles: 40, words: 100 },
}
const leastTopics = 10
const leastPromotions = 6

/** @param {Array<Article>} the articles of all editions */
export function checkContent(articles) {
  const faults = []
  for (const language of Object.keys(editions)) checkEdition(language, articles, faults)
  checkWords(faults)
  const drawn = checkPictures(articles, faults)
  if (faults.length) throw new Error(`the content is not complete:\n- ${faults.join('\n- ')}`)
  console.log(`check: ${articles.length} articles, ${drawn} distinct illustrations`)
}

function checkEdition(language, all, faults) {
  const articles = all.filter((article) => article.language === language)
  const { articles: leastArticles, words: leastWords } = least[language]
  if (articles.length < leastArticles)
    faults.push(`${language}: ${articles.length} articles; at least ${leastArticles} are needed`)
  const used = new Set(articles.map((a) => a.topic))
  if (used.size < leastTopics) faults.push(`${language}: ${used.size} topics; at least ${leastTopics} are needed`)
  for (const { file, words } of articles) {
    if (words < leastWords) faults.push(`${file}: ${words} words; at least ${leastWords} are needed`)
  }
}

function checkWords(faults) {
  if (promotions.length < leastPromotions) faults.push(`${promotions.length} promotions; ${leastPromotions} are needed`)
  for (const name of topicNames) {
    for (const language of Object.keys(editions)) {
      for (const key of ['name', 'desk', 'line']) {
        if (!topics[name][language]?.[key]) faults.push(`topics.mjs: ${name} lacks "${key}" in ${language}`)
      }
    }
  }
}

/** @returns number of distinct pictures */
function checkPictures(articles, faults) {
  const drawn = new Map()
  for (const article of articles) {
    const svg = illustrate(article)
    if (drawn.has(svg)) faults.push(`${article.file}: its illustration is the same as that of ${drawn.get(svg)}`)
    if (/NaN|undefined/.test(svg)) faults.push(`${article.file}: its illustration holds a broken number`)
    if (repeatedAttribute(svg))
      faults.push(`${article.file}: its illustration says an attribute twice, which is no XML`)
    drawn.set(svg, article.file)
  }
  return drawn.size
}

function repeatedAttribute(svg) {
  return (svg.match(/<\w[^>]*>/g) ?? []).some((tag) => {
    const names = [...tag.matchAll(/\s([\w-]+)=/g)].map(([, name]) => name)
    return new Set(names).size < names.length
  })
}
