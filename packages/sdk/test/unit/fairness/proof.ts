/** docs/proof/fairness.md is written by several tests, each its own part between marks. */
import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = 'docs/proof/fairness.md'

export function writePart(name: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8')
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [page.indexOf(from), page.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`${PAGE} has lost the marks of its part '${name}'`)
  writeFileSync(PAGE, `${page.slice(0, start)}${from}\n\n${text}\n\n${page.slice(end)}`)
}
