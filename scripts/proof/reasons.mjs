/**
 * Writes the first part of docs/proof/reasons.md, for people to read: the demo's front page as four fictional readers would see it, with reasons.
 * Events named for a story of another topic are listed at its end. Needs the built package (`npm run build --workspace packages/sdk`), whose command
 * embeds the texts.
 *
 *   node scripts/proof/reasons.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readContent } from '../../packages/demo/src/content.mjs'
import { interleave } from '../../packages/demo/src/order.mjs'
import { importSource } from '../typescript.mjs'
import { embed } from './embed.mjs'
import { FAITHFUL } from './faithful.mjs'
import { row } from './tests.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
/** Number of stories shown per list: two screens of the front page. */
const SHOWN = 16
const DAY = 86_400_000
const DONE = { read: 'Read', click: 'Clicked', dismiss: 'Dismissed' }

/** Each persona's events: kind, story (its slug), days ago, and seconds. */
const PERSONAS = {
  'Interested in space: three stories on space and one on clocks': [
    ['read', 'saturn-thin-rings', 2, 60],
    ['read', 'voyager-beyond-the-heliosphere', 1, 45],
    ['click', 'lagrange-points', 0, undefined],
    ['read', 'satellite-clocks', 3, 40],
  ],
  'One short visit: a single story, for ten seconds': [['click', 'roman-roads', 0, 10]],
  'Food and the outdoors': [
    ['read', 'sourdough-starter', 6, 70],
    ['read', 'slow-golden-onions', 5, 60],
    ['read', 'chilli-heat', 4, 30],
    ['read', 'stock-from-bones', 2, 50],
    ['read', 'fungal-threads-under-forests', 1, 50],
    ['click', 'rock-pool-life', 1, 12],
    ['dismiss', 'offside-rule-history', 1, undefined],
  ],
  'Many interests, with sport hidden': [
    ['read', 'bach-cello-suites', 9, 80],
    ['read', 'how-a-bow-sings', 7, 40],
    ['read', 'middlemarch-patience', 6, 90],
    ['read', 'rosetta-stone', 5, 60],
    ['read', 'inca-knots', 5, 45],
    ['click', 'chekhov-endings', 3, 20],
    ['read', 'equal-temperament', 2, 50],
    ['read', 'shrinking-files', 1, 30],
    ['dismiss', 'clay-court-tennis', 2, undefined],
    ['dismiss', 'marathon-even-pace', 1, undefined],
  ],
}

const { itemContent, readerEvent, evidence, rank, explain, wordVectors, sentence, resolveOptions, isArticle9, demoOf } =
  await importSource(
    'content/content.ts',
    'history/event.ts',
    'ranking/features/evidence.ts',
    'ranking/rank.ts',
    'ranking/why/explain.ts',
    'ranking/features/word-vectors.ts',
    '../../elements/src/sentences/sentences.ts',
    'client/option-table.ts',
    'content/article9.ts',
    '../test/cases/demo-readers.ts',
  )

const articles = interleave(readContent(join(root, 'packages/demo/content')))
const now = Math.max(...articles.map(({ published }) => published)) + DAY
const candidates = articles.map(({ path, ...article }) => itemContent({ ...article, id: path }))
const bySlug = new Map(articles.map(({ slug, path }) => [slug, candidates.find(({ id }) => id === path)]))
const byId = new Map(candidates.map((item) => [item.id, item]))
const titles = new Map(articles.map(({ path, title }) => [path, title]))
const { vectors } = demoOf(
  articles.map(({ path, ...article }) => ({ ...article, id: path })),
  embed(candidates),
  readFileSync(join(root, 'models/encoder-en/precomputed.json'), 'utf8'),
)

const unrelated = []
const saying = { language: 'en', now, titleOf: ({ item }) => titles.get(item) }

const sections = Object.entries(PERSONAS).flatMap(([persona, deeds]) => [
  `## ${persona}`,
  '',
  ...deeds.map(
    ([kind, slug, days, seconds]) =>
      `- ${DONE[kind]} *${titles.get(bySlug.get(slug).id)}* (${bySlug.get(slug).topic})${seconds ? ` for ${seconds} s` : ''}, ${agoOf(days)}`,
  ),
  ...[vectors, new Map()].flatMap((known) => tableOf(deeds, known)),
])

const report = join(root, 'docs/proof/reasons.md')
const [, faithful] = readFileSync(report, 'utf8').split(FAITHFUL)
writeFileSync(
  report,
  `${[
    '# Reasons',
    '',
    `This page shows the order of the demo's front page (${articles.length} stories) for four fictional readers, with default weights and rules. Each table lists the`,
    `first ${SHOWN} positions, with the reason that \`explain\` returns for each. The line below a table counts the kinds of reasons in the whole list.`,
    '`node scripts/proof/reasons.mjs` writes this part.',
    '',
    ...sections,
    '## Across topics',
    '',
    'A reason may name an event from another topic only if both texts are about the same subject. The following list contains all such pairs in the tables above:',
    '',
    ...(unrelated.length ? [...new Set(unrelated)] : ['None.']),
    '',
  ].join('\n')}${faithful === undefined ? '' : `\n${FAITHFUL}${faithful}`}`,
)

function agoOf(days) {
  if (days === 0) return 'today'
  return days === 1 ? '1 day ago' : `${days} days ago`
}

function tableOf(deeds, known) {
  const events = deeds.map(([kind, slug, days, seconds]) =>
    readerEvent(bySlug.get(slug), { kind, at: now - days * DAY, seconds }),
  )
  // As on a page, nothing is stored about sensitive items, and they keep their position.
  const isSensitive = (text) => isArticle9(text, vectors)
  const input = {
    list: 'top-stories',
    candidates,
    history: evidence(
      events.filter((event) => !isSensitive(event)),
      now,
    ),
    isSensitive,
    vectors: known,
    now,
    rules: resolveOptions({}),
  }
  const { items, tier } = rank(input)
  const explained = items.map((item) => ({
    item,
    reason: explain(input, item.id, { rank, readWords: wordVectors }).reason,
  }))
  for (const { item, reason } of explained) {
    if (reason.why !== 'event') continue
    for (const event of reason.events) {
      const [a, b] = [byId.get(item.id), byId.get(event.item)]
      if (a.topic !== b.topic)
        unrelated.push(`- *${titles.get(a.id)}* (${a.topic}), because of *${titles.get(b.id)}* (${b.topic})`)
    }
  }
  const counts = new Map()
  for (const { reason } of explained) counts.set(reason.why, (counts.get(reason.why) ?? 0) + 1)
  return [
    '',
    `### ${tier === 'semantic' ? 'With the model' : 'By words and labels'}`,
    '',
    row('position', 'before', 'story', 'topic', 'reason'),
    '|---|---|---|---|---|',
    ...explained.slice(0, SHOWN).map(({ item, reason }) => {
      const without = reason.without === undefined ? '' : `; without it at ${reason.without + 1}`
      return row(
        String(item.to + 1),
        String(item.from + 1),
        titles.get(item.id),
        byId.get(item.id).topic,
        sentence(reason, saying) + without,
      )
    }),
    '',
    `The reasons for all ${items.length} stories in the list are: ${[...counts].map(([why, count]) => `${why} (${count})`).join(', ')}.`,
    '',
  ]
}
