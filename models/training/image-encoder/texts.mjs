// Embeds the captions with the English encoder as shipped. Run after a build and after dataset.py:
//
//   node texts.mjs
//
// Writes WORK/texts.json (a list of texts), WORK/texts.f32 (128 numbers for each text) and WORK/glosses.json (for
// ImageNet's classes).
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { embed } from '../embed.mjs'

const work = join(process.env.INKLING_WORK ?? join(import.meta.dirname, '../work'), 'image-encoder')
const data = process.env.INKLING_DATA ?? join(import.meta.dirname, '../../../../shared/data')

/** Texts with which a page might describe a picture: its title, its title and keywords, or a shop's description. */
const wordsOf = ({ title, words, description, label }) =>
  [title, words.join(', '), [title, ...words].join(', '), description, description && `${title}. ${description}`, label].filter(Boolean)

const pictures = readFileSync(join(work, 'pictures.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const classes = readFileSync(join(data, 'train/mobilenet-coral/labels.txt'), 'utf8').trim().split('\n').slice(1)
// ImageNet classes are WordNet synsets, identified by their lemmas.
const wordnet = execFileSync('xzcat', [join(data, 'train/wordnet-glosses/wordnet-glosses.tsv.xz')], { maxBuffer: 1 << 28 })
const rows = wordnet.toString().split('\n').map((line) => line.split('\t'))
const meanings = new Map(rows.flatMap(([kind, , lemmas, gloss]) => (kind === 'noun' ? [[lemmas.toLowerCase(), gloss]] : [])))
const glosses = classes.map((name) =>
  meanings.get(name.toLowerCase()).split(';')[0].replace(/\(.*?\)/g, '').trim(),
)
const texts = [...new Set([...classes, ...glosses, ...pictures.flatMap(wordsOf)])]
const vectors = embed(texts)
writeFileSync(join(work, 'texts.json'), JSON.stringify(texts))
writeFileSync(join(work, 'glosses.json'), JSON.stringify(glosses))
writeFileSync(join(work, 'texts.f32'), Float32Array.from(vectors.flat()))
console.log(`${texts.length} texts`)
