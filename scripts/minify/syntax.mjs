/** Syntax trees as acorn makes them (ESTree). */

import { parse as parseWith } from 'acorn'

export const parse = (code, sourceType) => parseWith(code, { ecmaVersion: 2022, sourceType })

/** The nodes in a node, in the order of the text; holes of an array's pattern left out. */
export function partsOf(node) {
  return Object.values(node)
    .flat()
    .filter((part) => typeof part?.type === 'string')
}

/** Calls back with a node and all in it. */
export function visit(node, each) {
  each(node)
  for (const part of partsOf(node)) visit(part, each)
}

/** @param edits none over another; all as long as what they replace, or followed by blanks, so that source maps hold */
export function edited(code, edits) {
  let text = ''
  let at = 0
  for (const { start, end, by } of [...edits].sort((a, b) => a.start - b.start)) {
    text += code.slice(at, start) + by
    at = end
  }
  return text + code.slice(at)
}
