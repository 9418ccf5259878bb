/** Writes one part of a page that several commands write, between <!-- NAME --> and <!-- /NAME -->. */
import { readFileSync, writeFileSync } from 'node:fs'

/** @param {string} page path of the page @param {string} name @param {string} text */
export function writePart(page, name, text) {
  const all = readFileSync(page, 'utf8')
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [all.indexOf(from), all.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`${page} has lost the marks of its part '${name}'`)
  writeFileSync(page, `${all.slice(0, start)}${from}\n\n${text}\n\n${all.slice(end)}`)
}
