// How often a title's ten nearest have its topic, leave one out: by the pack's vectors (depth 0, as they ship), and by words alone. After a build:
//
//   node models/training/topics.mjs [LANGUAGE …]      default: every language of topics/
//
// `topics/<language>.tsv` holds a topic and a title a line, written for this: 45 titles for each of twelve topics. Nothing was trained or chosen on them.
// By words: tf-idf, cosine; words as they are, and cut to stems by the stemmers that ship.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { embed } from './embed.mjs'
import { rightTopics } from './nearest.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const languages = process.argv.slice(2)
for (const language of languages.length > 0 ? languages : readdirSync(join(here, 'topics')).map((name) => name.slice(0, 2))) {
  const rows = readFileSync(join(here, 'topics', `${language}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
  const topics = rows.map(([topic]) => topic)
  const titles = rows.map(([, title]) => title)
  const { default: words } = await import(`../../packages/sdk/dist/words-${language}.js`)
  const right = {
    pack: rightTopics(dense(embed(titles, { language, depth: 0 })), topics),
    words: rightTopics(tfIdf(titles, (word) => word), topics),
    stems: rightTopics(tfIdf(titles, words.stem), topics),
  }
  const shares = Object.entries(right).map(([name, hits]) => `${name} ${(count(hits) / titles.length).toFixed(3)}`)
  console.log(`${language}: ${titles.length} titles, 10 nearest: ${shares.join(', ')}; pack − stems ${interval(right.pack, right.stems)}`)
}

/** Vectors of length 1 as the function that compares two of them. */
function dense(vectors) {
  return (i, j) => vectors[i].reduce((sum, value, k) => sum + value * vectors[j][k], 0)
}

/** Cosine of two texts' words, each weighing log(texts / texts with it). */
function tfIdf(texts, stem) {
  const bags = texts.map((text) => {
    const bag = new Map()
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) bag.set(stem(word), (bag.get(stem(word)) ?? 0) + 1)
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

function count(hits) {
  return hits.filter(Boolean).length
}

/** Difference of two shares, with the middle 95 % of 2,000 draws of titles (paired bootstrap). */
function interval(a, b) {
  let state = 1
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0 // a linear congruential generator (Numerical Recipes): the same draws each time
    return Math.floor((state / 2 ** 32) * below)
  }
  const difference = a.map((hit, i) => Number(hit) - Number(b[i]))
  const draws = Array.from({ length: 2000 }, () => {
    let sum = 0
    for (let i = 0; i < difference.length; i++) sum += difference[random(difference.length)]
    return sum / difference.length
  }).sort((x, y) => x - y)
  const mean = difference.reduce((sum, value) => sum + value, 0) / difference.length
  return `${mean.toFixed(3)} [${draws[50].toFixed(3)}, ${draws[1949].toFixed(3)}]`
}
