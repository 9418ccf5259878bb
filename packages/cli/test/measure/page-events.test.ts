// @vitest-environment node
// `measure` reads the events that pages emit: runs the listeners in docs/analytics.md unchanged.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { InklingEvents } from '../../../sdk/src/types.ts'
import { read } from '../../src/measure/read.ts'

type Name = 'inkling:exposure' | 'inkling:outcome'
const DOCS = readFileSync(new URL('../../../../docs/analytics.md', import.meta.url), 'utf8')
const LISTENERS = /```js\n(const log =[^`]*)```/.exec(DOCS)![1]!

/** A device's page with event listeners, and the lines that they send. */
function pageOf(device: string, lines: string[]) {
  const listeners = new Map<string, (event: { detail: unknown }) => void>()
  const document = {
    addEventListener: (name: string, listener: (event: { detail: unknown }) => void) => listeners.set(name, listener),
  }
  const navigator = { sendBeacon: (_: string, line: string) => lines.push(line) }
  new Function('document', 'navigator', 'device', LISTENERS)(document, navigator, device)
  return <N extends Name>(name: N, detail: InklingEvents[N]) => listeners.get(name)!({ detail })
}

test('A log that a site writes from page events is read: devices, their arms and outcomes.', async () => {
  const lines: string[] = []
  const one = pageOf('a', lines)
  const arms = { holdout: 'ranked', front: 'close' }
  one('inkling:exposure', { experiment: 'holdout', arm: 'ranked', list: 'top' })
  one('inkling:exposure', { experiment: 'front', arm: 'close', list: 'top' })
  one('inkling:outcome', { kind: 'click', arms, list: 'top', place: 2 })
  one('inkling:outcome', { kind: 'conversion', arms, name: 'subscribe', value: 9.5 })
  const other = pageOf('b', lines)
  other('inkling:exposure', { experiment: 'holdout', arm: 'holdout', list: 'top' })
  other('inkling:outcome', { kind: 'conversion', arms: { holdout: 'holdout' }, name: 'subscribe', value: 0 })

  const folder = mkdtempSync(join(tmpdir(), 'inkling-'))
  try {
    const file = join(folder, 'log.jsonl')
    writeFileSync(file, lines.join('\n'))
    const counted = new Set(['click', 'conversion', 'revenue'])
    const found = await read(file, { experiment: 'holdout', counted, days: 14, epsilon: undefined })
    expect(found).toMatchObject({ malformed: 0, mixed: 0, unexposed: 0, kind: 'events' })
    expect([...found.devices].map(({ arm, counts }) => ({ arm, counts }))).toEqual([
      { arm: 'ranked', counts: { click: 1, conversion: 1, revenue: 9.5 } },
      { arm: 'holdout', counts: { click: 0, conversion: 1, revenue: 0 } },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
