/** Test items: the demo's stories, for realistic texts and lengths. */
import { join } from 'node:path'
import { importSource } from '../../../scripts/typescript.mjs'
import { readContent } from '../../demo/src/content.mjs'

const { ARTICLE9, isArticle9, itemContent, setSensitivePatterns } = await importSource(
  'content/article9.ts',
  'content/content.ts',
  'content/languages/en.ts',
)
// As on an English page.
setSensitivePatterns([ARTICLE9])

/**
 * Stories, followed by their paragraphs as additional items, since 84 stories are too few for a long list. Sensitive
 * items are excluded, because they are never recorded in a history.
 *
 * @returns {Array<import('../src/types.ts').Item>} with distinct texts and mixed topics
 */
export function readItems(root, count) {
  const stories = readContent(join(root, 'packages/demo/content'))
  const longest = Math.max(...stories.map(({ paragraphs }) => paragraphs.length))
  const items = []
  const add = (each) => isArticle9(itemContent(each), new Map()) || items.push(each)
  for (const story of stories) add(item(story, '', story.title, story.summary))
  for (let n = 0; n < longest && items.length < count; n++) {
    for (const story of stories) {
      const [, headline, rest] = /^(.+?[.?!])\s+(.+)$/.exec(story.paragraphs[n] ?? '') ?? []
      if (headline) add(item(story, `#${n + 1}`, headline, rest))
    }
  }
  if (items.length < count)
    throw new Error(`packages/demo/content is enough for ${items.length} items, not for ${count}`)
  return items.slice(0, count)
}

export function readTitles(root, count) {
  return readContent(join(root, 'packages/demo/content'))
    .slice(0, count)
    .map(({ title }) => title)
}

function item({ path, topic, tags, published }, fragment, title, summary) {
  return { id: path + fragment, title, summary, topic, tags, published }
}
