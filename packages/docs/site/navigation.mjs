/** The sidebars: pages grouped by the reader's purpose. A test checks that they contain every page. */
import { decisions } from './generate.mjs'

const group = (text, items) => ({ text, items: items.map(([text, page]) => ({ text, link: `/${page}` })) })

/** The pages that most readers look for. */
function guides() {
  return [
    group('Start', [
      ['Overview', ''],
      ['Quick start', 'quick-start'],
      ['Set up with init', 'init'],
      ['Upgrade a site', 'upgrade'],
      ['Markup', 'markup'],
      ['React, Vue, Svelte', 'frameworks'],
      ['Consent', 'consent'],
      ['Content security policy', 'csp'],
      ['Offline and service workers', 'offline'],
      ['Troubleshooting', 'troubleshooting'],
    ]),
    group('Start by kind of site', [
      ['Plain HTML', 'start/html'],
      ['Hugo', 'start/hugo'],
      ['Jekyll', 'start/jekyll'],
      ['Eleventy', 'start/eleventy'],
      ['WordPress', 'wordpress'],
      ['Astro', 'start/astro'],
      ['Next', 'start/next'],
      ['React and Vite', 'start/react'],
      ['Shop', 'start/shop'],
    ]),
    group('For publishers', [
      ['Is it worth it?', 'publishers'],
      ['Privacy', 'privacy'],
      ['The law in plain words', 'law'],
      ['Main parameters (DSA)', 'parameters'],
      ['Audit', 'audit'],
      ['Security', 'security'],
    ]),
    group('Rank', [
      ['First paint', 'first-paint'],
      ['Popularity', 'popularity'],
      ['Co-reading', 'co-reading'],
      ['Vectors for pages', 'vectors'],
      ['Pictures', 'pictures'],
      ['Interests that readers edit', 'interests'],
      ['Elements for readers', 'elements'],
    ]),
    group('Campaigns', [
      ['Campaigns', 'campaigns'],
      ['Audiences', 'audiences'],
      ['Tone', 'tone'],
      ['Priors from your own counts', 'campaign-priors'],
    ]),
    group('Measuring the effect', [
      ['Holdout, experiments, analytics', 'analytics'],
      ['Reports on experiments', 'measure'],
      ['Evaluate on a log', 'evaluate'],
      ['Replay', 'replay'],
    ]),
    group('Tools', [
      ['Check a page', 'check'],
      ['Preview as another reader', 'preview'],
      ['Inspector', 'inspector'],
    ]),
    group('Reference', [
      ['Options', 'options'],
      ['API', 'api'],
      ['Events', 'events'],
      ['Errors', 'errors'],
      ['What is stored', 'history'],
      ['Inputs of the ranking', 'features'],
      ['Bundles and sizes', 'bundles'],
      ['Glossary', 'glossary'],
      ['Changes', 'changelog'],
    ]),
    group('How it works', [
      ['The life of a ranking', 'life-of-a-ranking'],
      ['Architecture', 'architecture'],
      ['Change this, touch these files', 'change-this'],
      ['Contributing', 'contributing'],
    ]),
    group('More', [
      ['Types', 'types/'],
      ['Proof', 'proof/report'],
      ['Models', 'models/encoder-en'],
      ['Decisions', 'decisions/'],
    ]),
  ]
}

/** Folders with many pages, each with a sidebar of its own. */
function folders() {
  return [
    group('Types', [
      ['Overview', 'types/'],
      ['inkling', 'types/inkling'],
      ['inkling/react', 'types/inkling/react'],
      ['inkling/elements', 'types/inkling/elements'],
      ['inkling/consent-banner', 'types/inkling/consent-banner'],
      ['inkling/sentences', 'types/inkling/sentences'],
      ['inkling/measure', 'types/inkling/measure'],
    ]),
    group('Proof', [
      ['Long test runs', 'proof/report'],
      ['Promises', 'proof/promises'],
      ['Pages', 'proof/pages'],
      ['Faults on third-party sites', 'proof/outside'],
      ['Fuzzing', 'proof/fuzz'],
      ['Consent', 'proof/consent'],
      ['Audiences', 'proof/audiences'],
      ['Reasons', 'proof/reasons'],
      ['Does it narrow what readers see?', 'proof/bubble'],
      ['Creatives', 'proof/creatives'],
      ['Measurement', 'proof/measurement'],
      ['Fairness', 'proof/fairness'],
      ['English', 'proof/english'],
      ['Other libraries', 'proof/rivals'],
    ]),
    group('Models', [
      ['English', 'models/encoder-en'],
      ['German', 'models/encoder-de'],
      ['Spanish', 'models/encoder-es'],
      ['French', 'models/encoder-fr'],
      ['Italian', 'models/encoder-it'],
      ['Polish', 'models/encoder-pl'],
      ['Portuguese', 'models/encoder-pt'],
      ['Russian', 'models/encoder-ru'],
      ['Pictures', 'models/image-encoder'],
      ['RankLens ranker', 'models/ranker-ranklens'],
      ['Training', 'models/training'],
    ]),
    group('Decisions', [
      ['All decisions', 'decisions/'],
      ...decisions().map(({ file, title }) => [
        `${Number(file.slice(0, 4))}. ${title}`,
        `decisions/${file.replace(/\.md$/, '')}`,
      ]),
    ]),
  ]
}

/** Pages for readers, editors and publishers, in Russian. */
function inRussian() {
  return [
    group('По-русски', [
      ['Обзор', 'ru/'],
      ['Что хранится и как это удалить', 'ru/privacy'],
      ['Редакции', 'ru/editors'],
      ['Издателям', 'ru/publishers'],
      ['Закон простыми словами', 'ru/law'],
    ]),
  ]
}

/** The page in English on the same subject, by the page in Russian. */
export const TRANSLATED = {
  'ru/index.md': 'index.md',
  'ru/privacy.md': 'privacy.md',
  'ru/editors.md': 'markup.md',
  'ru/publishers.md': 'publishers.md',
  'ru/law.md': 'law.md',
}

/** @returns all groups, each page once */
export function groups() {
  return [...guides().slice(0, -1), ...folders(), ...inRussian()]
}

/** @returns VitePress's sidebars, by the beginning of a page's address */
export function sidebars() {
  const back = { text: '← All documents', link: '/' }
  const own = folders().map((folder) => [`/${folder.text.toLowerCase()}/`, [back, folder]])
  return { ...Object.fromEntries(own), '/ru/': inRussian(), '/': guides() }
}
