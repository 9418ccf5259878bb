/** Addresses of the repository's files on this site: documents where they are pages, others as copies. */
import { existsSync, readFileSync } from 'node:fs'
import { pageOf } from '../../../docs/site/pages.mjs'
import { promises } from './promises.mjs'

/** Of the page of proofs, by language. */
export const folders = { en: 'proof/', ru: 'ru/proof/' }
export const proofPath = (language) => `/${folders[language]}`

const at = (path) => new URL(`../../../../${path}`, import.meta.url)

const FOLDER = 'proof/files/'
/** Servers don't know the types of sources, and browsers would save them instead of showing them. */
const served = (path) => `${FOLDER}${path}${/\.(?:json|md|svg)$/.test(path) ? '' : '.txt'}`

/** Linked from the launch page and beside figures that aren't a promise's. */
const OTHERS = ['report.md', 'english.md', 'lighthouse.md', 'rivals.md', 'soak.svg'].map((name) => `docs/proof/${name}`)

/** @returns {string} the address of a file of the repository */
export function addressOf(path) {
  const page = pageOf(path)?.replace(/\.md$/, '.html')
  return page && existsSync(at(`packages/docs/dist/${page}`)) ? `/docs/${page}` : `/${served(path)}`
}

/** Files to which the page of proofs links, and the drawing that it shows, by path on the site. */
export function proofFiles() {
  const paths = promises.flatMap(({ tests, from }) => [...tests, ...from])
  const linked = [...new Set([...paths, ...OTHERS])].filter((path) => existsSync(at(path)))
  return new Map(linked.map((path) => [served(path), readFileSync(at(path))]))
}
