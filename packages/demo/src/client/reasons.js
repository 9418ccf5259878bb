/** Why a story stands where it does, in a sentence: the words come with Inkling, the names of topics and stories from here. */
import { language } from './language.js'
import { topics } from './topics.js'

let sentences

/** Beside the tag, and loaded when the first reason is told. */
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

/** @param why what `explain` gave, or a reason */
export async function tellReason(why) {
  return (await load()).sentence(why, saying())
}

/** What rules made of a story's place, a sentence each. */
export async function tellRules({ rules }) {
  const { ruleSentence } = await load()
  return rules.map((step) => ruleSentence(step, saying()))
}

/** As the page has it; a story that isn't there is named by the history's own text. */
export function titleOf(id) {
  const item = document.querySelector(`[data-inkling-item="${CSS.escape(id)}"]`)
  return item?.querySelector('.card-title, h1')?.textContent.trim()
}
