/**
 * Tables of Markdown files. If something is missing, the functions throw, and the message says which file has to
 * contain what.
 */

/** @typedef {{ file: string, head: string[], rows: string[][] }} Table */

const cellsOf = (line) =>
  line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\*\*|\\(?=\|)/g, ''))

/** @returns {Table[]} the tables of a file, in order */
export function tablesIn(markdown, file) {
  const lines = markdown.split('\n')
  return lines.flatMap((line, i) => {
    if (!/^\|(?:\s*:?-+:?\s*\|)+\s*$/.test(line) || !lines[i - 1]?.startsWith('|')) return []
    const after = lines.slice(i + 1)
    const end = after.findIndex((each) => !each.startsWith('|'))
    return [{ file, head: cellsOf(lines[i - 1]), rows: after.slice(0, end < 0 ? undefined : end).map(cellsOf) }]
  })
}

/** @returns {Table} the first table that has all these columns. @throws if there is none */
export function tableWith(markdown, file, columns) {
  const found = tablesIn(markdown, file).find(({ head }) => columns.every((column) => head.includes(column)))
  if (found) return found
  throw new Error(`${file}: expected a table with the columns ${columns.map((name) => `"${name}"`).join(', ')}`)
}

/**
 * @param {Table} table
 * @param {string} name the row's first cell, or its beginning
 * @returns {(column: string) => string} reads the row's cells
 */
export function rowOf({ file, head, rows }, name) {
  const row = rows.find(([first]) => first === name) ?? rows.find(([first]) => first.startsWith(name))
  if (!row) throw new Error(`${file}: expected a row "${name}" in the table with the columns ${head.join(', ')}`)
  return (column) => {
    const at = head.indexOf(column)
    if (at < 0) throw new Error(`${file}: expected a column "${column}" beside the row "${name}"`)
    return row[at]
  }
}

const FIGURE = /[−+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)/g

/** @returns {number[]} the numbers in a cell, such as "-0.003 [-0.004, -0.001]" or "1,500" */
export function numbersIn(cell, file) {
  const found = cell.match(FIGURE)
  if (!found) throw new Error(`${file}: expected a number in the cell "${cell}"`)
  return found.map((figure) => Number(figure.replace('−', '-').replaceAll(',', '')))
}
