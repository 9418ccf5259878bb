/**
 * Counts the steps of a backtracking engine that searches a text for a pattern, one per compared character. Supports
 * the part of the syntax that this package uses. A clock would measure the machine as well.
 */
export function steps(pattern: RegExp, text: string): number {
  const units = pattern.unicode ? [...text] : text.split('')
  const root = parse(pattern)
  let count = 0
  const run = (node: Node, at: number, next: (at: number) => number): number => {
    count++
    if (count > 50_000_000) throw new Error(`${pattern} goes astray`)
    switch (node.kind) {
      case 'one':
        return at < units.length && node.test(units[at]!) ? next(at + 1) : -1
      case 'edge': {
        const isWord = (i: number) => /\w/.test(units[i] ?? ' ')
        return isWord(at - 1) !== isWord(at) ? next(at) : -1
      }
      case 'end':
        return at === units.length ? next(at) : -1
      case 'start':
        return at === 0 ? next(at) : -1
      case 'not':
        return run(node.body, at, (end) => end) < 0 ? next(at) : -1
      case 'all': {
        const rest = (i: number, from: number): number =>
          i === node.parts.length ? next(from) : run(node.parts[i]!, from, (end) => rest(i + 1, end))
        return rest(0, at)
      }
      case 'any': {
        for (const each of node.parts) {
          const end = run(each, at, next)
          if (end >= 0) return end
        }
        return -1
      }
      case 'many': {
        const more = (times: number, from: number): number => {
          if (times < node.most) {
            const end = run(node.body, from, (to) => (to === from ? -1 : more(times + 1, to)))
            if (end >= 0) return end
          }
          return times >= node.least ? next(from) : -1
        }
        return more(0, at)
      }
    }
  }
  for (let at = 0; at <= units.length; ) {
    const end = run(root, at, (to) => to)
    at = end > at ? end : at + 1
  }
  return count
}

type Node =
  | { kind: 'one'; test: (unit: string) => boolean }
  | { kind: 'edge' | 'start' | 'end' }
  | { kind: 'not'; body: Node }
  | { kind: 'all' | 'any'; parts: Node[] }
  | { kind: 'many'; body: Node; least: number; most: number }

function parse({ source, flags }: RegExp): Node {
  let place = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = new RegExp(pattern.source, 'y')
    found.lastIndex = place
    const match = found.exec(source)
    if (match) place += match[0].length
    return match
  }
  const one = (atom: string): Node => {
    const known = new Map<string, boolean>()
    const pattern = new RegExp(`^(?:${atom})$`, flags.replace(/[gy]/g, ''))
    return {
      kind: 'one',
      test: (unit) => {
        if (!known.has(unit)) known.set(unit, pattern.test(unit))
        return known.get(unit)!
      },
    }
  }
  const atom = (): Node => {
    if (take(/\(\?!/)) return { kind: 'not', body: close() }
    if (take(/\((?:\?:)?/)) return close()
    if (take(/\\b/)) return { kind: 'edge' }
    if (take(/\^/)) return { kind: 'start' }
    if (take(/\$/)) return { kind: 'end' }
    return one(take(/\[(?:\\.|[^\]])*\]|\\p\{\w+\}|\\u[\da-f]{4}|\\.|[^|)]/)![0])
  }
  const close = (): Node => {
    const inside = any()
    if (!take(/\)/)) throw new Error(`${source} has no end at ${place}`)
    return inside
  }
  const all = (): Node => {
    const parts: Node[] = []
    while (place < source.length && !/[|)]/.test(source[place]!)) {
      const body = atom()
      const times = take(/[*+?]|\{(\d+)(,?)(\d*)\}/)
      if (!times) parts.push(body)
      else {
        const [sign, from, comma, to] = times
        const least = sign === '+' ? 1 : Number(from ?? 0)
        const most = sign === '?' ? 1 : from === undefined || (comma && !to) ? Infinity : Number(to || from)
        parts.push({ kind: 'many', body, least, most })
      }
    }
    return { kind: 'all', parts }
  }
  const any = (): Node => {
    const parts = [all()]
    while (take(/\|/)) parts.push(all())
    return parts.length > 1 ? { kind: 'any', parts } : parts[0]!
  }
  return any()
}
