/** The site of the documents, if `npm run docs` has built it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inlineHashes } from './security.mjs'

const built = join(dirname(fileURLToPath(import.meta.url)), '../../docs/dist')

/**
 * The document in which Inkling ranks for the lists in the documents: a preview, like the launch page's. Rules of audiences
 * are answered, too.
 */
const RANKS =
  'data-preview="always" data-table="never" data-download="never" data-demote-read="false" data-audience-share="0.1"'
const frame = (tag) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${tag.replace('></script>', ` ${RANKS}></script>`)}
<title>Inkling, ranking for an invented reader</title>
<meta name="robots" content="noindex">
</head>
<body></body>
</html>
`

/**
 * Copies the site into a folder.
 *
 * @param {string | undefined} tag as `inkling copy` prints it. Without it, the lists in the documents stay as they are
 * @returns {Set<string>} hashes of its inline scripts, for the policy
 */
export function copyDocs(into, tag) {
  if (!existsSync(built)) return new Set()
  cpSync(built, into, { recursive: true })
  if (tag) {
    mkdirSync(join(into, 'live'), { recursive: true })
    writeFileSync(join(into, 'live/frame.html'), frame(tag))
  }
  const pages = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  return new Set(pages.flatMap((page) => [...inlineHashes(readFileSync(join(built, page), 'utf8'))]))
}
