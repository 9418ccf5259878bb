// @vitest-environment node
/** Everything that a history can hold survives an export and an import unchanged, and is imported once. */

import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { fingerprint } from '../../../src/content/fingerprint.ts'
import { readerEvent } from '../../../src/history/event.ts'
import { LIMITS } from '../../../src/history/event-limits.ts'
import { readExport } from '../../../src/history/transfer/import.ts'
import { merge } from '../../../src/history/transfer/merge.ts'
import { KINDS } from '../../../src/lib/event-kinds.ts'
import { normalized } from '../../../src/lib/text/normalized.ts'
import type { ItemContent, ReaderEvent } from '../../../src/types.ts'
import { DAY, NOW, open, reset } from '../../cases/history.ts'

beforeEach(reset)

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '__proto__', 'constructor', '\ud800', '🦊'.repeat(LIMITS.text), 'x'.repeat(2500)),
)
const short = anyText.map((text) => Array.from(text).slice(0, LIMITS.text).join(''))
const ids = fc.oneof(anyText, fc.string({ minLength: 1, maxLength: 3 })).map((id) => id || '/')
const labels = {
  topic: anyText.map(normalized),
  tags: fc.oneof(fc.array(anyText.map(normalized), { maxLength: 3 }), fc.constant(Array(400).fill('tag'))),
  author: anyText,
  published: fc.oneof(fc.integer(), fc.constantFrom(8.64e15, -8.64e15, 0.5)),
  popularity: fc.double({ min: 0, max: 1, noNaN: true }),
}

/** An item as the content stage returns it. */
const contents: fc.Arbitrary<ItemContent> = fc
  .record({ id: ids, text: short, ...labels, pinned: fc.boolean() }, { requiredKeys: ['id', 'text'] })
  .map((content) => ({ ...content, fingerprint: fingerprint(content.text) }))

/** Events as a visit creates them from whatever a page passes to `track`. */
const events: fc.Arbitrary<ReaderEvent> = fc
  .tuple(
    contents,
    fc.record(
      {
        kind: fc.constantFrom(...KINDS),
        at: fc.integer({ min: NOW - (LIMITS.days - 1) * DAY, max: NOW + DAY }),
        list: anyText,
        seconds: fc.oneof(
          fc.double({ min: 0, max: LIMITS.seconds, noNaN: true }),
          fc.constantFrom(-5, Number.NaN, Number.POSITIVE_INFINITY, 1e12),
        ),
      },
      { requiredKeys: ['kind', 'at'] },
    ),
  )
  .map(([content, happening]) => readerEvent(content, happening))

/** JSON turns -0 into 0. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))

test('Every kind, every field: an export, as text, gives an empty history the same again; once more it adds nothing.', async () => {
  const kinds = new Set<string>()
  const fields = new Set<string>()
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(events, { maxLength: 20 }),
      fc.array(contents, { maxLength: 6 }),
      async (happened, listed) => {
        await reset()
        const { store: from } = await open()
        for (const event of happened) await from.append(event, NOW)
        for (const [i, item] of listed.entries()) await from.putItems([item], NOW + i)
        const json = JSON.stringify({ version: 1, events: from.events, items: [...from.items.values()] })
        const before = plain({ events: from.events, items: [...from.items.values()] })
        taken += before.events.length
        for (const row of [...before.events, ...before.items]) for (const field of Object.keys(row)) fields.add(field)
        for (const { kind } of before.events) kinds.add(kind)
        await from.wipe()
        from.close()

        const { store: to, errors } = await open()
        const exported = readExport(json, fingerprint, NOW)
        expect(await merge(to, exported, NOW)).toEqual({ events: before.events.length, items: before.items.length })
        expect(plain({ events: to.events, items: [...to.items.values()] })).toEqual(before)
        expect(await merge(to, exported, NOW)).toEqual({ events: 0, items: 0 })
        to.close()
        const { store: next } = await open()
        expect(plain({ events: next.events, items: [...next.items.values()] })).toEqual(before)
        expect(errors).toEqual([])
        next.close()
      },
    ),
    { numRuns: 60, seed: 5 },
  )
  expect([...kinds].sort()).toEqual([...KINDS].sort())
  expect(taken).toBeGreaterThan(200)
  expect(fields.size).toBe(14)
})

test('Topics and tags come in the spelling that items of a page have.', () => {
  const row = { text: 'Rye', fingerprint: '', topic: ' Food ', tags: ['Bread ', 'rye'] }
  const exported = {
    version: 1,
    events: [{ kind: 'read', at: NOW, item: '/rye', ...row }],
    items: [{ id: '/rye', ...row }],
  }
  const { events, items } = readExport(exported, fingerprint, NOW)
  for (const read of [...events, ...items]) expect(read).toMatchObject({ topic: 'food', tags: ['bread', 'rye'] })
})
