/**
 * Reads an edition's stories from <topic>/<slug>.md in its folder. Incomplete stories are rejected with an error that
 * names the file.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { editions } from './editions.mjs'
import { topicNames } from './topics.mjs'

const required = ['title', 'summary', 'topic', 'tags', 'published', 'alt']
const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/**
 * @param {string} folder
 * @param {object} edition the edition to which the stories belong
 * @returns {Array<Article>} newest first; stories with the same date are sorted by slug, so that every build gives the
 *   same order
 */
export function readContent(folder, edition = editions.en) {
  const articles = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    for (const name of readdirSync(join(folder, entry.name))) {
      if (name.endsWith('.md')) articles.push(readArticle(join(folder, entry.name, name), entry.name, edition))
    }
  }
  refuseDoubles(articles)
  return articles.sort((a, b) => b.published - a.published || (a.slug < b.slug ? -1 : 1))
}

function readArticle(file, folder, { language, root, wordsAMinute }) {
  const fail = (why) => {
    throw new Error(`${file}: ${why}`)
  }
  const source = readFileSync(file, 'utf8').replace(/\r\n/g, '\n')
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source)
  if (!match) fail('starts with no front matter; write it between two lines of ---')

  const meta = {}
  for (const line of match[1].split('\n')) {
    const at = line.indexOf(':')
    if (at < 1) fail(`"${line}" is not "key: value"`)
    meta[line.slice(0, at).trim()] = line
      .slice(at + 1)
      .trim()
      .replace(/^(['"])(.*)\1$/, '$2')
  }
  for (const key of required) if (!meta[key]) fail(`front matter lacks "${key}"`)
  for (const key of Object.keys(meta)) if (!required.includes(key)) fail(`front matter has an unknown key "${key}"`)

  if (!topicNames.includes(meta.topic)) fail(`topic "${meta.topic}" is none of ${topicNames.join(', ')}`)
  if (meta.topic !== folder) fail(`topic "${meta.topic}" is in the folder "${folder}"`)
  const slug = basename(file, '.md')
  if (!slugShape.test(slug)) fail('the file name must be lower-case words joined by hyphens')
  const published = Date.parse(meta.published)
  if (Number.isNaN(published)) fail(`"${meta.published}" is not an ISO 8601 date`)

  const paragraphs = match[2]
    .split(/\n\s*\n/)
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter(Boolean)
  if (!paragraphs.length) fail('has no text')
  const words = paragraphs.join(' ').split(' ').length

  return {
    slug,
    topic: meta.topic,
    language,
    path: `${root}/${meta.topic}/${slug}.html`,
    art: `/assets/art/${meta.topic}/${slug}.svg`,
    title: meta.title,
    summary: meta.summary,
    alt: meta.alt,
    tags: meta.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    published,
    paragraphs,
    words,
    minutes: Math.max(1, Math.round(words / wordsAMinute)),
    file,
  }
}

/** Slugs identify articles in illustrations and tests, so they must be unique across all topics and editions. */
export function refuseDoubles(articles) {
  const seen = new Map()
  for (const { slug, file } of articles) {
    if (seen.has(slug)) throw new Error(`${file}: the slug "${slug}" is taken by ${seen.get(slug)}`)
    seen.set(slug, file)
  }
}
