/** Settings of the search in the browser. The tests use them, too. */

/** Words that say nothing about the subject of a question. */
const STOP = new Set(
  `a about an and are as at be but by can cannot can't could did do does doesn't don't for from get had has have how i if in into is isn't it its
  me my not of on one or our should so than that the their them then there they this to up use used using want was we were what when where
  which who why will with without won't work works would you your
  а без бы был в во все вы где для до если есть же за и из или их к как когда кто ли мне мой моя мы на не нет ни но о об он от по под почему при с
  со такое так то у уже что чтобы эта это этот я`.split(/\s+/),
)

/** Endings without which prefix search also finds the word's other forms. */
const ENDING =
  /(?<=\w{5})ing$|(?<=\w{3}e)d$|(?<=\w{3}[^s])s$|(?<=[а-яё]{4})(?:[ая]ми|[аеоы]в|[аяео]х|[аяео]м|[еоыи]й|[ао]я|[оеы]е|[аеи]?ть|[аеоиуыьюя])$/

export function queryTerm(term) {
  const word = term.toLowerCase().replaceAll('’', "'")
  // One letter is what remains of "can't".
  return word.length < 2 || STOP.has(word) ? null : word.replace(ENDING, '')
}

/** Weights of pages that rarely answer questions. */
const LESS = [
  [/\/(?:decisions|types)\//, 0.25],
  [/\/(?:proof|models)\//, 0.4],
  // Most of what they say is explained elsewhere.
  [/\/start\/|\/ru\/(?:#|$)/, 0.3],
  [/\/(?:changelog|change-this|contributing|architecture|glossary)\b/, 0.5],
]

/** Words with which people look for a page. They are added to its introduction in the index, and count more there. */
export const KEYWORDS = {
  'quick-start': 'install installation setup begin beginner tutorial',
  bundles: 'script size weight big bytes kilobytes performance',
  privacy: 'data stored store cookies tracking personal',
  elements: 'why recommended recommendation explanation component',
  options: 'options option setting settings configuration attribute',
  measure: 'statistical statistics power significance significant sample confidence interval uplift',
  popularity: 'cold start trending most-read',
  audiences: 'audience targeting segment',
  frameworks: 'react vue svelte next nuxt ssr server-side',
}
const MORE = 4

export const miniSearch = {
  searchOptions: {
    processTerm: queryTerm,
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 4 ? 0.15 : false),
    weights: { prefix: 0.7, fuzzy: 0.1 },
    boost: { title: 4, titles: 2, text: 1 },
    boostDocument,
  },
}

/** @param {string} id a section's address */
function boostDocument(id, term) {
  const page = id.match(/\/([\w-]+)\.html(?:#|$)/)?.[1]
  const isKeyword = KEYWORDS[page]?.split(' ').includes(term) ?? false
  return (LESS.find(([pattern]) => pattern.test(id))?.[1] ?? 1) * (isKeyword ? MORE : 1)
}
