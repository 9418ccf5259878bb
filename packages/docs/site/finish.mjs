/** After the build: the icon, and links in the Markdown twins of pages. */
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { base, root } from './pages.mjs'

export function finish(dist) {
  copyFileSync(join(root, 'packages/demo/src/icon.svg'), join(dist, 'icon.svg'))
  // Only VitePress's own deployment checks read it.
  rmSync(join(dist, 'hashmap.json'), { force: true })
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue
    const file = join(dist, name)
    writeFileSync(file, linkToTwins(readFileSync(file, 'utf8'), posix.dirname(name.replaceAll('\\', '/'))))
  }
}

/** VitePress adds the base to addresses of pages; in the twins nobody does. The twin of a folder's page has its name. */
function linkToTwins(text, folder) {
  return text
    .replace(/\]\(\/(?!docs\/)([\w/.-]+)/g, (_, path) => `](${base}${path.replace(/\/index\.md$/, '.md')}`)
    .replace(
      /(!\[[^\]]*)\]\(([\w.-]+)\)/g,
      (_, alt, name) => `${alt}](${base}${posix.join('files/docs', folder, name)})`,
    )
}
