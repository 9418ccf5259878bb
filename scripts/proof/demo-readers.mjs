/**
 * Simulates three hundred readers of the demo (`test/cases/demo-readers.ts`), and checks that no sensitive story ranks above its place on the page
 * and that reasons are true. Writes the stories' vectors, which `npm test` uses, and the last part of docs/proof/reasons.md. Needs the built
 * package (`npm run build --workspace packages/sdk`), whose command embeds the texts.
 *
 *   node scripts/proof/demo-readers.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readContent } from '../../packages/demo/src/content.mjs'
import { interleave } from '../../packages/demo/src/order.mjs'
import { importSource } from '../typescript.mjs'
import { embed } from './embed.mjs'
import { row } from './tests.mjs'
import { writePart } from './written-part.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const source = await importSource(
  'content/content.ts',
  'ranking/rank.ts',
  'ranking/why/explain.ts',
  'ranking/features/word-vectors.ts',
  '../test/cases/demo-readers.ts',
  '../test/cases/reason-judge.ts',
)

const stories = interleave(readContent(join(root, 'packages/demo/content'))).map((story) => ({
  ...story,
  id: story.path,
}))
const vectors = embed(stories.map((story) => source.itemContent(story)))
const written = [...vectors].map(([print, vector]) => [print, Buffer.from(vector.buffer).toString('base64')])
writeFileSync(
  join(root, 'packages/sdk/test/fixtures/demo-vectors.json'),
  `${JSON.stringify(Object.fromEntries(written), null, 2)}\n`,
)

const read = (name) => readFileSync(join(root, name), 'utf8')
const fitted = JSON.parse(read('models/ranker-ranklens/ranker.json'))
const demo = source.demoOf(stories, vectors, read('models/encoder-en/precomputed.json'), fitted)
const tiers = { lexical: 'By words and labels', semantic: 'With the model' }
const rows = Object.entries(tiers).map(([tier, name]) => [name, ...measure(tier)])
writePart(
  join(root, 'docs/proof/reasons.md'),
  'demo-readers',
  [
    '## Three hundred readers',
    '',
    `This part is written by \`node scripts/proof/demo-readers.mjs\`. It simulates ${source.READERS} readers of the demo's front page, with one to four interests, and various`,
    'rules, popularity figures and rankers. A sensitive story counts as promoted if it is ranked above its position on the page.',
    '',
    'The reasons for the first twelve and the last four positions of each list are checked by code that is independent of the code that finds them. This',
    'check removes exactly what the reason names, and ranks the list again. A reason is false in either of two cases:',
    '',
    "- The story doesn't move to the position that the reason states. This position must be lower (or higher, if the reason explains why the story was moved down).",
    '- The reason is “the editors put it”, although the story is more than one position away from its place on the page.',
    '',
    '`npm test` checks a seeded sample of these readers (`test/unit/ranking/demo-readers.test.ts`).',
    '',
    row('ranking', 'lists', 'sensitive stories', 'promoted', 'reasons', 'false', 'by kind'),
    '|---|---|---|---|---|---|---|',
    ...rows.map((cells) => row(...cells.map(String))),
  ].join('\n'),
)

function measure(tier) {
  const said = new Map()
  let [sensitive, promoted, wrong] = [0, 0, 0]
  for (let reader = 0; reader < source.READERS; reader++) {
    const input = source.visitOf(demo, reader).inputs[tier]
    const { items } = source.rank(input)
    for (const { from, to } of items) {
      if (!input.isSensitive(input.candidates[from])) continue
      sensitive++
      if (to < from) promoted++
    }
    for (const { id } of source.judged(items)) {
      const { reason } = source.explain(input, id, { rank: source.rank, readWords: source.wordVectors })
      said.set(reason.why, (said.get(reason.why) ?? 0) + 1)
      const problem = source.falsehood(input, id, reason)
      if (!problem) continue
      wrong++
      console.error(`${tier}, reader ${reader}, ${id}, ${reason.why}: ${problem}`)
    }
  }
  const all = [...said].sort((a, b) => b[1] - a[1])
  const count = all.reduce((sum, [, n]) => sum + n, 0)
  return [source.READERS, sensitive, promoted, count, wrong, all.map(([why, n]) => `${why} ${n}`).join(', ')]
}
