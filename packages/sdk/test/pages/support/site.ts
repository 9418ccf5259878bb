import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { installProbe } from './probe.ts'
import type { Release } from './release.ts'
import { type Page, type PageServer, serve } from './server.ts'

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url))
/** Marks where the two lines go in a fixture, and where a streamed page is split. */
const HEAD = '<!-- inkling -->'
const CUT = '<!-- part -->'

export interface Site extends PageServer {
  /** The URL of a fixture. */
  address(name: string): string
}

function head({ snippet, tag }: Release): string {
  // The lexical tier without a model, so that a visit takes no longer than the page.
  const light = tag.replace(/ data-model="[^"]*"/, ' data-download="never"')
  return `<script>(${installProbe})()</script>\n${snippet}\n${light}`
}

/** Serves every fixture under /pages/NAME/, the content of their frames, and an empty page. */
export async function serveFixtures(release: Release): Promise<Site> {
  const page = (path: string): Page | undefined => {
    if (path.startsWith('/framed/'))
      return { parts: ['<!doctype html><html lang="en"><title>Framed</title><p>Something from elsewhere.</p></html>'] }
    const file = `${FIXTURES}${path.match(/^\/pages\/([\w-]+)\/$/)?.[1]}.html`
    if (!existsSync(file)) return undefined
    const html = readFileSync(file, 'utf8')
    if (!html.includes(HEAD)) throw new Error(`${file} doesn't say where the snippet and the tag go: write ${HEAD}`)
    return { parts: html.replace(HEAD, () => head(release)).split(CUT) }
  }
  const server = await serve({ folder: release.folder, page })
  return { ...server, address: (name) => `${server.origin}/pages/${name}/` }
}
