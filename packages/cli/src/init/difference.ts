import { createTwoFilesPatch } from 'diff'
import { visibleLine } from '../terminal/visible.ts'
import type { Change } from './change.ts'

/** Longest line that is shown whole, in characters. */
const LONGEST = 160

const shorten = (line: string) =>
  line.length > LONGEST ? `${line.slice(0, LONGEST - 40)}… (${line.length.toLocaleString('en')} characters)` : line

/** A unified difference, for people to read: long lines are cut, and control characters are shown as escapes. */
export function differenceOf({ path, before, after }: Pick<Change, 'path' | 'before' | 'after'>): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${path}`, `b/${path}`].map(visibleLine)
  const patch = createTwoFilesPatch(from!, to!, before ?? '', after, undefined, undefined, { context: 2 })
  const lines = patch.split('\n').filter((line) => !/^={5,}$/.test(line))
  return lines.map((line) => visibleLine(shorten(line.replace(/\r$/, ''))).replace(/\t/g, '\t')).join('\n')
}
