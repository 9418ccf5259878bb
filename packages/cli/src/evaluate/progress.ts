/** How far a long run is: a bar on a terminal, a line every tenth elsewhere. */

import { visibleLine } from '../terminal/visible.ts'

/** Where it is printed: process.stderr, or what a test puts in its place. */
export interface ProgressStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** @param total undefined when it isn't known: then `done` is printed in millions of bytes, on a terminal alone */
export type OnProgress = (done: number, total: number | undefined) => void

export interface Progress {
  readonly update: OnProgress
  /** A line of its own, above the bar. */
  note(line: string): void
  /** Leaves the bar as it is and goes on below it. */
  end(): void
}

const WIDTH = 30
const CLEAR = '\r\x1b[K'

export function showProgress(stream: ProgressStream, of: string): Progress {
  const label = visibleLine(of)
  let shown = ''
  let tenth = -1
  return {
    update(done, total) {
      const share = total === undefined ? undefined : total > 0 ? Math.min(1, done / total) : 1
      if (!stream.isTTY) {
        if (share === undefined || Math.floor(share * 10) <= tenth) return
        tenth = Math.floor(share * 10)
        stream.write(`${label}: ${tenth * 10} %\n`)
        return
      }
      const text = share === undefined ? `${label}: ${Math.floor(done / 1e6)} MB` : `${label}: ${bar(share)}`
      if (text === shown) return
      shown = text
      stream.write(`${CLEAR}${text}`)
    },
    note(text) {
      const line = visibleLine(text)
      stream.write(shown ? `${CLEAR}${line}\n${shown}` : `${line}\n`)
    },
    end() {
      if (shown) stream.write('\n')
      shown = ''
    },
  }
}

function bar(share: number): string {
  const full = Math.floor(share * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)} %`
}
