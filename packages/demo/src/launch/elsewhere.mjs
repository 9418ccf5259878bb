/** Other parts of the site that the launch page links to. A part whose file isn't there isn't built, and isn't linked to. */
import { existsSync } from 'node:fs'

const ELSEWHERE = [
  { name: 'shop', path: '/shop/', file: '../../../demo-shop/build.mjs' },
  { name: 'docs', path: '/docs/', file: '../../../docs/dist/index.html' },
]

export const elsewhere = () => ELSEWHERE.filter(({ file }) => existsSync(new URL(file, import.meta.url)))
