/** The built site, as the tests read it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { base } from '../site/pages.mjs'

export const dist = fileURLToPath(new URL('../dist/', import.meta.url))
export const read = (file) => readFileSync(join(dist, file), 'utf8')
export const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
export const pages = files.filter((file) => file.endsWith('.html') && file !== '404.html')

/** @returns the file of the site that an address names, with its anchor; undefined for other sites */
export function locate(from, href) {
  const { origin, pathname, hash } = new URL(href.replaceAll('&amp;', '&'), `http://site${base}${from}`)
  if (origin !== 'http://site') return undefined
  const path = decodeURI(pathname.startsWith(base) ? pathname.slice(base.length) : `..${pathname}`)
  return {
    file: path === '' || path.endsWith('/') ? `${path}index.html` : posix.normalize(path),
    hash: decodeURIComponent(hash.slice(1)),
  }
}

export const exists = (file) => existsSync(join(dist, file))
