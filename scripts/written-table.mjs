/** Writes a generated table between two marks of a page, or compares it (`--check`). */
import { readFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * @param {{ page: string, marks: string, script: string, heads: readonly string[], rows: readonly (readonly string[])[] }} table
 *   `marks`: the table is between <!-- marks: … --> and <!-- /marks -->
 */
export function writtenTable({ page, marks, script, heads, rows }) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const table = [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n')
  const text = readFileSync(page, 'utf8')
  const between = new RegExp(`(<!-- ${marks}: .* -->\\n)[\\s\\S]*?(<!-- /${marks} -->)`)
  const next = text.replace(between, (_, from, to) => `${from}\n${table}\n\n${to}`)
  if (!next.includes(table)) throw new Error(`${relative('.', page)} has lost the marks between which its table stands`)
  if (!process.argv.includes('--check')) writeFileSync(page, next)
  else if (next !== text) {
    console.error(`${relative('.', page)} differs from the code: node ${script}`)
    process.exitCode = 1
  }
}
