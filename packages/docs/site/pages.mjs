/** Which Markdown files of the repository are pages of the site, and their addresses. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
export const base = '/docs/'
/** Written by generate.mjs and ignored by git. */
export const generated = 'packages/docs/generated'

/** Pages outside docs/, by path in the repository. */
const OUTSIDE = {
  'SECURITY.md': 'security.md',
  'CONTRIBUTING.md': 'contributing.md',
  'docs/README.md': 'index.md',
  'packages/sdk/CHANGELOG.md': 'changelog.md',
}

/** The pages to which links lead instead if their target has no page of its own. */
const INSTEAD = { 'README.md': 'index.md', 'docs/decisions': 'decisions/index.md', models: 'models/encoder-en.md' }

/**
 * @param {string} file path of a Markdown file in the repository
 * @returns {string | undefined} its path on the site, with `.md`; undefined if it isn't a page
 */
export function pageOf(file) {
  if (OUTSIDE[file]) return OUTSIDE[file]
  const model = file.match(/^models\/([\w-]+)\/README\.md$/)
  if (model) return `models/${model[1]}.md`
  for (const folder of ['docs', generated])
    if (file.startsWith(`${folder}/`)) return file.slice(folder.length + 1).replace(/(^|\/)README\.md$/, '$1index.md')
  return undefined
}

/**
 * @param {string} from path of a Markdown file in the repository
 * @param {string} href a link in it
 * @returns {{ page: string } | { file: string } | undefined} the page, or the other file, to which a relative link
 *   leads, with its anchor; undefined for all other links
 */
export function follow(from, href) {
  const [path, anchor] = href.split('#', 2)
  if (!path || /^[a-z][a-z+.-]*:|^\//i.test(path)) return undefined
  const file = posix.join(posix.dirname(from), path).replace(/\/$/, '')
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (INSTEAD[file]) return { page: INSTEAD[file] }
  if (!existsSync(join(root, file))) return undefined
  if (statSync(join(root, file)).isDirectory()) return readmeAbove(file)
  const page = file.endsWith('.md') ? pageOf(file) : undefined
  return page ? { page: page + hash } : { file }
}

/** Folders have no page. The nearest README at or above one describes it. */
function readmeAbove(folder) {
  for (let at = folder; at !== '.'; at = posix.dirname(at)) {
    const page = existsSync(join(root, at, 'README.md')) && pageOf(`${at}/README.md`)
    if (page) return { page }
  }
  return undefined
}

/** @returns {string[]} paths in the repository, of the pages that exist */
export function allPages() {
  const docs = markdownIn('docs')
  const models = readdirSync(join(root, 'models')).map((name) => `models/${name}/README.md`)
  return [...new Set([...docs, ...models, ...Object.keys(OUTSIDE), ...markdownIn(generated)])]
    .filter((file) => existsSync(join(root, file)))
    .sort()
}

function markdownIn(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.md'))
}
