/** The launch page's files: pages by path, and what they load. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { comparePages } from './compare.mjs'
import { filmFiles } from './film.mjs'
import { launchMissing, launchPage } from './page.mjs'
import { frameOf, readerFrame } from './reader-frame.mjs'
import { homes } from './speech.mjs'

const here = (path) => new URL(path, import.meta.url)
const text = (path) => readFileSync(here(path), 'utf8')

/** @param {Map<string, Array<Article>>} orders the editors' order of each edition */
export function launchPages(orders, site) {
  return new Map(
    Object.entries(homes).flatMap(([language, home]) => {
      const edition = { ...site, language }
      return [
        [`${home.slice(1)}index.html`, launchPage({ stories: orders.get(language) }, edition)],
        [`${home.slice(1)}404.html`, launchMissing(language)],
        ...comparePages(orders.get(language), edition),
        [frameOf(language).slice(1).split('?')[0], readerFrame(edition)],
      ]
    }),
  )
}

/** Scripts, styles and the picture for previews of links, by path. */
export function launchAssets() {
  const styles = ['tokens', 'base', 'launch', 'compare', 'proof'].map((name) => text(`../styles/${name}.css`))
  const scripts = readdirSync(here('client/')).map((name) => [`assets/launch/${name}`, text(`client/${name}`)])
  return new Map([
    ...scripts,
    ...filmFiles(),
    // scripts/pictures.mjs makes it.
    ...(existsSync(here('og.png')) ? [['assets/launch/og.png', readFileSync(here('og.png'))]] : []),
    ['assets/launch/texts.js', text('texts.mjs')],
    ['assets/launch/launch.css', styles.join('\n')],
  ])
}
