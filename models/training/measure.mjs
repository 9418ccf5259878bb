// Measures the bundle as it ships: int8 weights, through the TypeScript, on WebAssembly. After a build:
//
//   node models/training/measure.mjs dev|test    Spearman on the STS benchmark's part, at each Matryoshka width
//
// The file is read from INKLING_DATA (default: shared/data beside the repository). `test` is run once per released version.
import { execFileSync, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const data = process.env.INKLING_DATA ?? join(root, '../shared/data')
const part = process.argv[2]
if (part !== 'dev' && part !== 'test') {
  console.error('measure: say which part: node models/training/measure.mjs dev')
  process.exit(1)
}

const rows = execFileSync('xz', ['-dc', join(data, `test/stsbenchmark/sts-${part}.csv.xz`)], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)
  .map((line) => line.split('\t'))
const texts = rows.flatMap((row) => [row[5], row[6]])
const scores = rows.map((row) => Number(row[4]))

const input = texts.map((text, id) => JSON.stringify({ id, text })).join('\n')
const { stdout, status, stderr } = spawnSync(process.execPath, [join(root, 'packages/sdk/bin/inkling.js'), 'embed', '-'], {
  input,
  encoding: 'utf8',
  maxBuffer: 1 << 30,
})
if (status !== 0) throw new Error(stderr)
const vectors = stdout.trim().split('\n').map((line) => JSON.parse(line).vector)

for (const width of [128, 64, 32]) {
  const cosines = rows.map((_, i) => cosine(vectors[2 * i], vectors[2 * i + 1], width))
  console.log(`STS-B ${part}, ${rows.length} pairs, ${width} dimensions: Spearman ${spearman(cosines, scores).toFixed(4)}`)
}

function cosine(a, b, width) {
  let [dot, aa, bb] = [0, 0, 0]
  for (let i = 0; i < width; i++) {
    dot += a[i] * b[i]
    aa += a[i] ** 2
    bb += b[i] ** 2
  }
  return dot / Math.sqrt(aa * bb)
}

/** Ranks from 1, ties sharing their mean. */
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
