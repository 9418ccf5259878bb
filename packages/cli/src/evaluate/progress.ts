/**
 * Reports the progress of long runs, as a bar if the output is a terminal, and otherwise with a line for every tenth of
 * the work.
 */

import { visibleLine } from '../terminal/visible.ts'

/** Output for progress: process.stderr, or a substitute in tests. */
export interface ProgressStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** @param total undefined if unknown; in that case, `done` is printed in megabytes, but only on a terminal */
export type OnProgress = (done: number, total: number | undefined) => void

export interface Progress {
  readonly update: OnProgress
  /** Prints a line above the bar. */
  note(line: string): void
  /** Leaves the bar in place and moves to the next line. */
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
