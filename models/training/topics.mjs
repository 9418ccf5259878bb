// Measures how often a title's ten nearest neighbours have its topic, leave-one-out: with the pack's vectors (as
// shipped), and with words alone. Run after a build:
//
//   node models/training/topics.mjs [LANGUAGE …] [--depth 1]      default: every language in topics/, at depth 0
//
// Each line of `topics/<language>.tsv` has a topic and a title, written for this purpose: 45 titles for each of twelve
// topics. Nothing was trained or selected on them. "Words alone" is the tf-idf cosine, on unmodified words and on the
// stems of the shipped stemmers. Intervals are paired 95 % intervals over titles.
import { parseArgs } from 'node:util'
import { importSource } from '../../scripts/typescript.mjs'
import { embed } from './embed.mjs'
import { dotOf, rightTopics } from './nearest.mjs'
import { labelled, languagesOf } from './titles.mjs'

const { bootstrap } = await importSource('../../cli/src/evaluate/metrics/bootstrap.ts')
const {
  positionals: languages,
  values: { depth },
} = parseArgs({ allowPositionals: true, options: { depth: { type: 'string', default: '0' } } })
for (const language of languages.length > 0 ? languages : languagesOf('topics')) {
  const rows = labelled('topics', language)
  const topics = rows.map(([topic]) => topic)
  const titles = rows.map(([, title]) => title)
  const { default: words } = await import(`../../packages/sdk/dist/words-${language}.js`)
  const vectors = embed(titles, { language, depth })
  const hits = [
    rightTopics((i, j) => dotOf(vectors[i], vectors[j]), topics),
    rightTopics(tfIdf(titles, (word) => word), topics),
    rightTopics(tfIdf(titles, words.stem), topics),
  ]
  const found = bootstrap([...titles.keys()], hits.map((column) => column.map(Number)))
  const [pack, plain, stems] = hits.map((_, k) => found.mean(k).value.toFixed(3))
  const { value, interval } = found.difference(0, 2)
  console.log(
    `${language}, depth ${depth}: ${titles.length} titles, 10 nearest: pack ${pack}, words ${plain}, stems ${stems}; pack − stems ${value.toFixed(3)} [${interval.map((end) => end.toFixed(3)).join(', ')}]`,
  )
}

/** Cosine similarity of two texts' words. A word's weight is log(texts / texts with the word). */
function tfIdf(texts, stem) {
  const bags = texts.map((text) => {
    const bag = new Map()
    for (const word of (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => stem(word))) bag.set(word, (bag.get(word) ?? 0) + 1)
    return bag
  })
  const having = new Map()
  for (const bag of bags) for (const word of bag.keys()) having.set(word, (having.get(word) ?? 0) + 1)
  for (const bag of bags) {
    for (const [word, n] of bag) bag.set(word, n * Math.log(texts.length / having.get(word)))
    const length = Math.hypot(...bag.values()) || 1
    for (const [word, weight] of bag) bag.set(word, weight / length)
  }
  return (i, j) => [...bags[i]].reduce((sum, [word, weight]) => sum + weight * (bags[j].get(word) ?? 0), 0)
}
