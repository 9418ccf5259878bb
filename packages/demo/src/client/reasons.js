/**
 * Sentences that explain a story's place. The wording comes from Inkling, and the names of topics and stories from the
 * magazine.
 */
import { language } from './language.js'
import { topics } from './topics.js'

let sentences

/** Loads the bundle from next to the tag when the first reason is needed. */
function load() {
  const { src } = document.querySelector('script[src$="/inkling.js"]')
  sentences ??= import(new URL('sentences.js', src).href)
  return sentences
}

const saying = () => ({
  language: language(),
  topicName: (topic) => topics[topic]?.[language()].name,
  titleOf: ({ item }) => titleOf(item),
})

/** @param why the result of `explain`, or a reason */
export async function tellReason(why) {
  return (await load()).sentence(why, saying())
}

/** One sentence for the effect of each rule. */
export async function tellRules({ rules }) {
  const { ruleSentence } = await load()
  return rules.map((step) => ruleSentence(step, saying()))
}

/** The title on the page or, for a story that isn't on the page, the text from the history. */
export function titleOf(id) {
  const item = document.querySelector(`[data-inkling-item="${CSS.escape(id)}"]`)
  return item?.querySelector('.card-title, h1')?.textContent.trim()
}
