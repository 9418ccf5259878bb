// Measures the packs as shipped: quantised weights, through the TypeScript, depth 1 on WebAssembly. Run after a build:
//
//   node models/training/measure.mjs dev|test|ag-news|proxy|agreement|languages
//
// - `dev` and `test`: Spearman correlation on that part of the STS benchmark, at each Matryoshka width
// - `ag-news`: accuracy of the topic predicted from the 10 nearest titles, leave-one-out, on AG News' 7,600 titles
// - `proxy`: the same on titles held out for model selection (written by corpus.py)
// - `agreement`: Spearman correlation with the teachers over held-out pairs (written by heldout.py)
// - `languages`: for each depth of the other packs, STS-B dev and translation retrieval against English at depth 1 and
//   at depth 0, among 1,000 news sentences and among up to 1,000 that influenced no decision
//
// `--depth 0` or `--depth 1` (the default) applies to all except `languages`. `--vectors FILE` reads vectors from a file
// in the format of `embed` instead. Data is read from INKLING_DATA (default: shared/data beside the repository), and
// held-out pairs and titles from INKLING_WORK. Run `test` and `ag-news` only once per released version.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { embed as embedded, vectorsOf } from './embed.mjs'
import { dotOf, rightTopics } from './nearest.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const data = process.env.INKLING_DATA ?? join(root, '../shared/data')
const work = process.env.INKLING_WORK ?? join(root, 'models/training/work')
const {
  positionals: [what],
  values: { depth, vectors: file },
} = parseArgs({
  allowPositionals: true,
  options: { depth: { type: 'string', default: '1' }, vectors: { type: 'string' } },
})
const MEASURES = { dev: stsb, test: stsb, 'ag-news': agNews, proxy, agreement, languages }
if (!Object.hasOwn(MEASURES, what)) {
  console.error(`measure: say what: node models/training/measure.mjs ${Object.keys(MEASURES).join('|')}`)
  process.exit(1)
}
MEASURES[what](what)

function unpacked(path) {
  return execFileSync('xz', ['-dc', join(data, path)], { encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n').filter(Boolean)
}

function embed(texts) {
  return file ? vectorsOf(readFileSync(file, 'utf8')) : embedded(texts, { depth })
}

/** The packs in the build, once per available depth. */
function languages() {
  const packs = join(root, 'packages/sdk/dist/models')
  for (const name of readdirSync(packs).sort()) {
    const language = /^encoder-(?!en$)(.+)/.exec(name)?.[1]
    if (!language) continue
    const { transformer } = JSON.parse(readFileSync(join(packs, name, 'manifest.json'), 'utf8'))
    for (const own of transformer ? [0, 1] : [0]) measureLanguage({ language, depth: own })
  }
}

/** Measures a pack other than English at one of its depths. */
function measureLanguage(pack) {
  const { language } = pack
  const pairs = unpacked(`test/stsb-multi-mt-dev/${language}.csv.xz`).map(fieldsOf)
  const sides = embedded(
    pairs.flatMap(([a, b]) => [a, b]),
    pack,
  )
  const cosines = pairs.map((_, i) => cosine(sides[2 * i], sides[2 * i + 1], 128))
  const sts = spearman(
    cosines,
    pairs.map(([, , score]) => Number(score)),
  )
  const news = unpacked(`test/multilingual/${language}/ntrex-news.tsv.xz`)
    .map((line) => line.split('\t'))
    .filter(([text, english]) => text && english)
  const [dev, test] = [news.slice(0, 1000), news.slice(1000, 2000)].map((rows) => ({ rows, found: foundOf(rows, pack) }))
  const told = (english) => {
    const [[to, from], [othersTo, othersFrom]] = [dev.found[english], test.found[english]]
    return `of ${dev.rows.length} sentences the nearest English one is its translation for ${to}, the other way for ${from}; of ${test.rows.length} others for ${othersTo} and ${othersFrom}`
  }
  console.log(`${language}, depth ${pack.depth}: STS-B dev, ${pairs.length} pairs: Spearman ${sts.toFixed(4)}; ${told(1)}`)
  console.log(`${language}, depth ${pack.depth}, English by depth 0: ${told(0)}`)
}

/** Translation retrieval in both directions, against English at depth 0 and at depth 1. */
function foundOf(rows, pack) {
  const theirs = embedded(
    rows.map(([text]) => text),
    pack,
  )
  return [0, 1].map((own) => {
    const english = embedded(
      rows.map(([, text]) => text),
      { depth: own },
    )
    return [foundFirst(theirs, english), foundFirst(english, theirs)].map((share) => share.toFixed(3))
  })
}

/** Returns the share of vectors whose nearest neighbour in the other set has the same index. */
function foundFirst(from, among) {
  const hits = from.filter((vector, i) => {
    const own = cosine(vector, among[i], 128)
    return among.every((other, j) => j === i || cosine(vector, other, 128) < own)
  })
  return hits.length / from.length
}

/** Parses a CSV line with three fields, the first two quoted if they contain a comma. */
function fieldsOf(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  )
}

function stsb(part) {
  const rows = unpacked(`test/stsbenchmark/sts-${part}.csv.xz`).map((line) => line.split('\t'))
  const vectors = embed(rows.flatMap((row) => [row[5], row[6]]))
  const scores = rows.map((row) => Number(row[4]))
  for (const width of [128, 64, 32]) {
    const cosines = rows.map((_, i) => cosine(vectors[2 * i], vectors[2 * i + 1], width))
    console.log(`STS-B ${part}, ${rows.length} pairs, ${width} dimensions: Spearman ${spearman(cosines, scores).toFixed(4)}`)
  }
}

function agreement() {
  const [first, ...lines] = readFileSync(join(work, 'heldout.jsonl'), 'utf8').trim().split('\n')
  const { pairs } = JSON.parse(first)
  const vectors = embed(lines.map((line) => JSON.parse(line).text))
  for (const width of [128, 64, 32]) {
    const cosines = pairs.map(([i, j]) => cosine(vectors[i], vectors[j], width))
    const theirs = pairs.map(([, , similarity]) => similarity)
    console.log(`agreement with the teachers, ${pairs.length} pairs, ${width} dimensions: Spearman ${spearman(cosines, theirs).toFixed(4)}`)
  }
}

function agNews() {
  const rows = unpacked('test/ag-news/test_title_desc.csv.xz').map((line) => line.match(/^"(\d)","((?:[^"]|"")*)"/))
  nearest(
    'AG News',
    rows.map((row) => row[1]),
    rows.map((row) => row[2].replaceAll('""', '"')),
  )
}

function proxy() {
  const lines = readFileSync(join(work, 'proxy.jsonl'), 'utf8').trim().split('\n')
  const rows = lines.map((line) => JSON.parse(line))
  nearest(
    'proxy',
    rows.map((row) => row.topic),
    rows.map((row) => row.text),
  )
}

function nearest(name, topics, texts) {
  const unit = embed(texts).map((vector) => {
    const length = Math.hypot(...vector)
    return Float32Array.from(vector, (value) => value / length)
  })
  const right = rightTopics((i, j) => dotOf(unit[i], unit[j]), topics).filter(Boolean).length
  console.log(`${name}, ${unit.length} titles, 10 nearest, leave one out: ${(right / unit.length).toFixed(4)} right`)
}

function cosine(a, b, width) {
  let [dot, aa, bb] = [0, 0, 0]
  for (let i = 0; i < width; i++) {
    dot += a[i] * b[i]
    aa += a[i] ** 2
    bb += b[i] ** 2
  }
  return dot / (Math.sqrt(aa * bb) || 1)
}

/** Mid-ranks, from 1. */
function ranks(values) {
  const order = values.map((value, i) => [value, i]).sort((a, b) => a[0] - b[0])
  const out = new Array(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && order[end + 1][0] === order[start][0]) end++
    for (let i = start; i <= end; i++) out[order[i][1]] = (start + end) / 2 + 1
    start = end + 1
  }
  return out
}

function spearman(a, b) {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (x.length + 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mean) * (y[i] - mean)
    xx += (x[i] - mean) ** 2
    yy += (y[i] - mean) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}
