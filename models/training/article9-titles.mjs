// Measures the share of titles in which a topic of article 9 is recognised: by words alone and, as on pages, by words
// or prototypes at each depth of the pack. Run after a build:
//
//   node models/training/article9-titles.mjs [LANGUAGE …]      default: every language in article9/
//
// Each line of `article9/<language>.tsv` has a label and a title. The titles were written for this purpose, without
// knowledge of the word lists. A label is the topic that the title reveals, `none`, or `near` (words or a setting close
// to a topic, but nothing is revealed about anybody). Intervals are 95 % intervals over titles.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSource } from '../../scripts/typescript.mjs'
import { embed } from './embed.mjs'
import { labelled, languagesOf } from './titles.mjs'

const packs = join(dirname(fileURLToPath(import.meta.url)), '../../packages/sdk/dist/models')
const { bootstrap, isArticle9, parsePrecomputed, PHRASE_KEYS, quantise, setSensitivePatterns } = await importSource(
  '../../cli/src/evaluate/metrics/bootstrap.ts',
  'content/article9.ts',
  'content/quantise.ts',
  'engine/pack/precomputed.ts',
)
/** A language's word stems. */
const listOf = (language) => importSource(`content/languages/${language}.ts`).then(({ ARTICLE9 }) => ARTICLE9)
const read = (...path) => readFileSync(join(...path), 'utf8')
const languages = process.argv.slice(2)
for (const language of languages.length > 0 ? languages : languagesOf('article9')) {
  const rows = labelled('article9', language)
  setSensitivePatterns([await listOf(language)])
  const titles = rows.map(([, title]) => title)
  const { transformer, table } = JSON.parse(read(packs, `encoder-${language}`, 'manifest.json'))
  const prototypes = [...parsePrecomputed(read(packs, `encoder-${language}`, 'precomputed.json'), table.output).values()]
  const phrases = prototypes.map((vector, i) => [PHRASE_KEYS[i], quantise(vector)])
  const rules = { words: new Map() }
  for (const depth of transformer ? [0, 1] : [0]) {
    const vectors = embed(titles, { language, depth }).map((vector) => quantise(vector))
    rules[`words or depth ${depth}`] = new Map([...phrases, ...vectors.map((vector, i) => [String(i), vector])])
  }
  const found = Object.values(rules).map((vectors) => titles.map((text, i) => isArticle9({ text, fingerprint: String(i) }, vectors)))
  const labels = rows.map(([label]) => label)
  const topics = [...new Set(labels)].filter((label) => label !== 'none' && label !== 'near')
  const groups = [['evident', topics], ...topics.map((topic) => [topic, [topic]]), ['none', ['none']], ['near', ['near']]]
  console.log(`${language}: ${Object.keys(rules).join(' · ')}`)
  for (const [name, own] of groups) {
    const places = [...labels.keys()].filter((i) => own.includes(labels[i]))
    const means = bootstrap([...places.keys()], found.map((column) => places.map((i) => Number(column[i]))))
    const shares = found.map((_, k) => means.mean(k)).map(({ value, interval }) => `${percent(value)} [${interval.map(percent).join(', ')}]`)
    console.log(`  ${name} (${places.length}): ${shares.join(' · ')}`)
  }
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`
}
