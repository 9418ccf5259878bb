/** Simulated logs in Metarank's format. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { words } from '../../../sdk/src/ranking/features/words.ts'
import { type Log, type LogListeners, parseLog } from '../../src/evaluate/log/read-log.ts'
import { hash32 } from '../../src/evaluate/random.ts'

export const START = Date.UTC(2026, 10, 24, 12)

export type Event = Readonly<Record<string, unknown>>

export const item = (id: string, fields: Readonly<Record<string, unknown>> = {}, at: unknown = START): Event => ({
  event: 'item',
  item: id,
  timestamp: at,
  fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
})

export const ranking = (id: string, user: string, items: readonly string[], minute = 0): Event => ({
  event: 'ranking',
  id,
  user,
  session: `session of ${user}`,
  timestamp: String(START + minute * 60_000),
  fields: [],
  items: items.map((each) => ({ id: each, relevancy: 0 })),
})

export const click = (list: string, id: string, minute = 0, type = 'click'): Event => ({
  event: 'interaction',
  id: `${list} ${id}`,
  item: id,
  ranking: list,
  user: 'anybody',
  timestamp: String(START + minute * 60_000 + 1000),
  type,
  fields: [],
})

export const jsonl = (events: readonly Event[]) => `${events.map((event) => JSON.stringify(event)).join('\n')}\n`

export const parse = (events: readonly Event[], listeners: LogListeners = {}): Promise<Log> =>
  parseLog([new TextEncoder().encode(jsonl(events))], 'made.jsonl', listeners)

/** Path of a file with these events. */
export function fileOf(events: readonly Event[], name = 'made.jsonl'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'inkling-log-')), name)
  writeFileSync(path, jsonl(events))
  return path
}

const DIMS = 64

/** Unit vectors from hashes of words, so that texts with shared words are similar, as with the encoder. */
export async function embedWords(
  texts: readonly string[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Float32Array[]> {
  return texts.map((text, n) => {
    onProgress(n + 1, texts.length)
    const vector = new Float32Array(DIMS)
    for (const word of words(text)) {
      const hash = hash32(word)
      vector[hash % DIMS]! += hash & 0x1000 ? 1 : -1
    }
    const length = Math.hypot(...vector) || 1
    return vector.map((value) => value / length)
  })
}
