// @vitest-environment node
/** The JSON Schema in docs/history.md accepts exactly what an import accepts. */

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExport } from '../../../src/history/transfer/import.ts'
import { EDITS, KINDS } from '../../../src/lib/event-kinds.ts'
import { DAY, event, item, NOW } from '../../cases/history.ts'

interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean'
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: false
  readonly items?: Schema
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
}

const document = (name: string) => readFileSync(new URL(`../../../../../docs/${name}`, import.meta.url), 'utf8')
const SCHEMA: Schema = JSON.parse(document('history.md').match(/```json\n([\s\S]*?)```/)![1]!)
const KNOWN = new Set(
  'type const enum required properties additionalProperties items maxItems minLength maxLength minimum maximum $ref $defs'.split(
    ' ',
  ),
)
const SAID = new Set(['$schema', 'title', 'description'])

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

/** Validates a value by the keywords of JSON Schema that the document uses. */
function holds(schema: Schema, value: unknown): boolean {
  if (schema.$ref !== undefined) return holds(SCHEMA.$defs![schema.$ref.replace('#/$defs/', '')]!, value)
  if (schema.type !== undefined && typeOf(value) !== schema.type) return false
  if ('const' in schema && value !== schema.const) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (typeof value === 'number') return value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value)
  if (typeof value === 'string') {
    const { length } = [...value]
    return length >= (schema.minLength ?? 0) && length <= (schema.maxLength ?? length)
  }
  if (Array.isArray(value))
    return value.length <= (schema.maxItems ?? value.length) && value.every((each) => holds(schema.items ?? {}, each))
  if (typeof value !== 'object' || value === null) return true
  const { properties = {}, required = [], additionalProperties } = schema
  return (
    required.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, each]) =>
      Object.hasOwn(properties, key) ? holds(properties[key]!, each) : additionalProperties !== false,
    )
  )
}

function isRead(value: unknown): boolean {
  try {
    readExport(value, (text) => text.slice(0, 9), NOW)
    return true
  } catch {
    return false
  }
}

const LABELS = { topic: 't', tags: ['a', 'b'], author: 'n', published: 0, popularity: 0.5 }
const whole = () => ({
  version: 1,
  consent: { state: 'granted' },
  events: KINDS.map((kind, i) => event(-i, { kind, ...LABELS, list: 'l', seconds: 1 })),
  items: [item('/x', { ...LABELS, pinned: true }), item('/y')],
})

test('The document uses no word of JSON Schema that this test does not know.', () => {
  const words = (schema: Schema): string[] => [
    ...Object.keys(schema),
    ...Object.values({ ...schema.properties, ...schema.$defs }).flatMap(words),
    ...(schema.items ? words(schema.items) : []),
  ]
  expect(words(SCHEMA).filter((word) => !KNOWN.has(word) && !SAID.has(word))).toEqual([])
})

test('The document names every kind of event, and no other; the table of kinds those that may be tracked.', () => {
  expect([...SCHEMA.$defs!['event']!.properties!['kind']!.enum!].sort()).toEqual([...KINDS, ...EDITS].sort())
  const table = document('api.md').match(/\n## `track[\s\S]*?\n## /)![0]
  expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind!).sort()).toEqual([...KINDS].sort())
})

test('An export with every kind and every field is one, by the document and by the import.', () => {
  expect([holds(SCHEMA, whole()), isRead(whole())]).toEqual([true, true])
})

const VALUES: readonly unknown[] = [
  ...[null, true, '', 'x', '🦊', [], {}, ['a'], [1], -1, 0, 0.5, 1, 2, NOW, NOW + 30 * DAY],
  ...[8.64e15, 8.65e15, -8.65e15, 1e9, 1.1e9, '__proto__', ...KINDS, ...EDITS, 'clicked'],
  ...[100, 101, 300, 301, 10_000, 10_001].map((length) => 'x'.repeat(length)),
  ...[100, 101, 300, 301, 10_000, 10_001].map((length) => '🦊'.repeat(length)),
  ...[5000, 5001, 10_001].map((length) => Array(length).fill('')),
]

test('Whatever is written into whatever field: what the document calls right the import reads, and nothing else.', () => {
  const right = whole()
  const fields = (row: object) => [...Object.keys(row), 'other', '__proto__', 'pinned', 'seconds', 'id', 'item']
  const places: ReadonlyArray<readonly [path: readonly (string | number)[], names: readonly string[]]> = [
    [[], ['version', 'events', 'items', 'other']],
    [['events'], ['0', '1']],
    [['items'], ['0', '1']],
    [['events', 0], fields(right.events[0]!)],
    [['items', 0], fields(right.items[0]!)],
    [
      ['events', 0, 'tags'],
      ['0', '1'],
    ],
    [
      ['items', 0, 'tags'],
      ['0', '1'],
    ],
  ]
  let [read, refused] = [0, 0]
  for (const [path, names] of places) {
    for (const name of names) {
      for (const value of [undefined, ...VALUES]) {
        const data = whole()
        // biome-ignore lint/suspicious/noExplicitAny: a place in a tree
        let at: any = data
        for (const step of path) at = at[step]
        if (value === undefined) {
          if (Array.isArray(at)) at.splice(Number(name), 1)
          else delete at[name]
        } else Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true })
        const says = holds(SCHEMA, data)
        expect(isRead(data), `${[...path, name].join('.')} = ${JSON.stringify(value)?.slice(0, 50)}`).toBe(says)
        if (says) read++
        else refused++
      }
    }
  }
  expect(Math.min(read, refused)).toBeGreaterThan(100)
})

test('Any JSON at all: the document and the import agree.', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('', 'events', 'items'), (value, name) => {
      const data = name ? { ...whole(), [name]: [value] } : value
      expect(isRead(data)).toBe(holds(SCHEMA, data))
    }),
    { numRuns: 300 },
  )
})
