/** Other parts of the site that the launch page links to. A part whose file is missing isn't linked. */
import { existsSync } from 'node:fs'

const ELSEWHERE = [
  { name: 'shop', path: '/shop/', file: '../../../demo-shop/build.mjs' },
  { name: 'films', path: '/films/', file: '../../../demo-films/build.mjs' },
  { name: 'docs', path: '/docs/', file: '../../../docs/dist/index.html' },
]

export const elsewhere = () => ELSEWHERE.filter(({ file }) => existsSync(new URL(file, import.meta.url)))
