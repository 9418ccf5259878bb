/** Links between documents are written for a code host, relative to the file. Here they become addresses of the site. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { withDescription } from './description.mjs'
import { follow, root } from './pages.mjs'

/** Fenced blocks and code spans, which contain no links. */
const CODE = /(^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\2[^\n]*$|(`+)[^`][\s\S]*?\3)/m

/** Files to which documents link and that aren't pages, by path in the repository. */
const linkedFiles = new Set()

/**
 * @param {string} text a document
 * @param {string} from its path in the repository
 * @returns {string} the same with links from the root of the site, to which VitePress adds the base
 */
function rewriteLinks(text, from) {
  // split() also returns the captured groups: the code, its fence and its quotes.
  return text
    .split(CODE)
    .map((part, index) => (index % 4 === 0 ? rewrite(part, from) : index % 4 === 1 ? part : ''))
    .join('')
}

function rewrite(text, from) {
  return text.replace(/(!\[[^\]]*)?\]\(([^()\s]+)\)/g, (whole, picture, href) => {
    const target = follow(from, href)
    if (!target) return whole
    if (target.page) return `](/${target.page})`
    linkedFiles.add(target.file)
    // VitePress moves pictures itself. The copy is for the Markdown twin.
    return picture ? whole : `](/files/${served(target.file)})`
  })
}

/**
 * Adds `.txt` to the name if needed, because VitePress would treat a Markdown file as a page, and servers don't know
 * the type of a file without an extension.
 */
const served = (file) => (/\.(?!md$)\w+$/.test(file) ? file : `${file}.txt`)

/** @returns {import('vite').Plugin} rewrites the links of pages, and adds the files to which they lead */
export function sitePaths() {
  return {
    name: 'inkling-docs:links',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.md')) return undefined
      return { code: withDescription(rewriteLinks(code, relative(root, id).replaceAll('\\', '/'))), map: null }
    },
    generateBundle() {
      for (const file of linkedFiles)
        this.emitFile({ type: 'asset', fileName: `files/${served(file)}`, source: readFileSync(join(root, file)) })
    },
  }
}
