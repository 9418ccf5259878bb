// @vitest-environment node
// The history in memory, without a database, under random sequences of operations.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Forgotten, identity, isForgotten } from '../../../src/history/event.ts'
import { LIMITS } from '../../../src/history/event-limits.ts'
import { Replica, type StoredRows } from '../../../src/history/replica.ts'
import { mergeInto } from '../../../src/history/transfer/merge.ts'
import { putInto } from '../../../src/history/vectors/put-vectors.ts'
import { clashes } from '../../../src/history/vectors/vector-origin.ts'
import type { ReaderEvent } from '../../../src/types.ts'
import { DAY, event, item, NOW, originOf, sized } from '../../cases/history.ts'

const NOTHING: StoredRows = { events: [], items: [], vectors: [] }
const SAVED = { unsaved: new Set<ReaderEvent>(), awaitsDeletion: () => false }

/** Few items and times, so that events collide. */
const happenings = fc.record({
  kind: fc.constantFrom<ReaderEvent['kind']>('read', 'click', 'impression'),
  at: fc.integer({ min: -4, max: 4 }).map((hours) => NOW + hours * 3_600_000),
  item: fc.constantFrom('/a', '/b', '/c'),
  text: fc.constant('Text'),
  fingerprint: fc.constantFrom('f1', 'f2', 'f3'),
})
const deletions: fc.Arbitrary<Forgotten> = fc.oneof(
  happenings.map(({ item }) => ({ item })),
  happenings.map(({ item, at, kind }) => ({ item, at, kind })),
)
const vectorsOf = (...fingerprints: string[]) => new Map(fingerprints.map((name) => [name, Int8Array.of(1)]))

type Step = (replica: Replica) => void
const steps: fc.Arbitrary<Step> = fc.oneof(
  happenings.map(
    (each): Step =>
      (replica) =>
        void replica.append(each, NOW),
  ),
  fc.array(happenings, { maxLength: 5 }).map(
    (all): Step =>
      (replica) =>
        void replica.hear(all),
  ),
  fc.array(happenings, { maxLength: 5 }).map(
    (all): Step =>
      (replica) =>
        void mergeInto(replica, { events: all, items: [] }, NOW),
  ),
  fc.array(happenings, { maxLength: 5 }).map(
    (all): Step =>
      (replica) => {
        const events = [...new Map(all.map((each) => [identity(each), each])).values()]
        replica.load({ ...NOTHING, events }, SAVED, NOW)
      },
  ),
  deletions.map(
    (what): Step =>
      (replica) =>
        void replica.forget(what, NOW),
  ),
  fc.constant<Step>((replica) => replica.clear(new Set(), NOW)),
  fc.constant<Step>((replica) => replica.prune(NOW)),
)

test('Whatever happens, events stand in the order of time, each once.', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 30 }), (all) => {
      const replica = new Replica()
      for (const step of all) step(replica)
      const times = replica.events.map(({ at }) => at)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(new Set(replica.events.map(identity)).size).toBe(replica.events.length)
    }),
  )
})

test('What was deleted does not come back by what other tabs send late; what happened afterwards does.', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 10 }), deletions, fc.array(happenings), (before, what, late) => {
      const replica = new Replica()
      for (const step of before) step(replica)
      const known = replica.events.filter(isForgotten(what))
      expect(replica.forget(what, NOW)).toEqual(known)
      expect(replica.events.some(isForgotten(what))).toBe(false)
      const [old, recent] = [late.filter(({ at }) => at <= NOW), late.filter(({ at }) => at > NOW)]
      replica.hear(old)
      expect(replica.events.some(isForgotten(what))).toBe(false)
      replica.clear(new Set(), NOW)
      expect(replica.hear(old)).toBe(false)
      expect(replica.events).toEqual([])
      expect(replica.hear(recent)).toBe(recent.length > 0)
    }),
  )
})

test('Deleted by another tab a while ago, as far as it is known: what this page has not yet written stays.', () => {
  const replica = new Replica()
  const [stored, waiting] = [event(0), event(1)]
  for (const each of [stored, waiting]) replica.append(each, NOW)
  putInto(replica, vectorsOf('f0'), originOf('toy@1'))
  replica.clear(new Set([waiting]), false)
  expect([replica.events, replica.vectors.size, replica.origins.size]).toEqual([[waiting], 0, 0])
  expect(replica.hear([stored])).toBe(true)
})

test('Only vectors that neither an event nor an item needs are dropped, and all of these.', () => {
  fc.assert(
    fc.property(fc.array(happenings), fc.subarray(['f1', 'f2', 'f3']), deletions, (all, shown, what) => {
      const replica = new Replica()
      for (const each of all) replica.append(each, NOW)
      replica.putItems(shown.map((name) => item(`/shown/${name}`, { fingerprint: name })))
      putInto(replica, vectorsOf('f1', 'f2', 'f3', 'other'))
      const gone = replica.forget(what, NOW)
      const needed = new Set([...replica.events.map(({ fingerprint }) => fingerprint), ...shown])
      const unused = new Set(gone.map(({ fingerprint }) => fingerprint).filter((name) => !needed.has(name)))
      expect(replica.dropVectors(gone)).toEqual(unused)
      expect([...replica.vectors.keys()]).toEqual(['f1', 'f2', 'f3', 'other'].filter((name) => !unused.has(name)))
    }),
  )
})

test('An event that is known gives the known row, to be stored; one that no reader could do gives none.', () => {
  const replica = new Replica()
  const first = event(0)
  expect(replica.append(first, NOW)).toBe(first)
  expect(replica.append({ ...first }, NOW)).toBe(first)
  expect(replica.append({ ...first, text: 5 as never }, NOW)).toBeUndefined()
  for (let i = 1; i < LIMITS.perSecond; i++) replica.append(event(i, { at: NOW + i }), NOW)
  expect(replica.append(event(99, { at: NOW + 99 }), NOW)).toBeUndefined()
  const old = event(5, { at: NOW - 90 * DAY })
  expect(replica.append(old, NOW)).toBe(old)
  expect(replica.events).toHaveLength(LIMITS.perSecond)
})

test('Loaded is what lies on disk but what should have been deleted, and what is not saved yet, once.', () => {
  const replica = new Replica()
  replica.append(event(9), NOW)
  const rows = [event(2), event(0), event(1)]
  const unsaved = new Set([event(1), event(3)])
  const isDue = replica.load({ ...NOTHING, events: rows }, { unsaved, awaitsDeletion: (row) => row.item === '/0' }, NOW)
  expect([replica.events, isDue]).toEqual([[event(1), event(2), event(3)], false])
  const old = NOW - (LIMITS.days + 2) * DAY
  const more = [...rows, event(4, { at: old }), event(5, { at: NOW - 2 * DAY })]
  expect(replica.load({ ...NOTHING, events: more }, SAVED, NOW)).toBe(true)
})

test('Of two versions of a model the vectors of the one that made more are loaded, the least recently used first.', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(1000)), { minLength: 1, maxLength: 20 }), (all) => {
      const replica = new Replica()
      const vectors = all.map(([isFirst, used], i) => {
        return { key: `site/m#1/f${i}`, vector: Int8Array.of(i), used, by: isFirst ? 'toy@1' : 'toy@2' }
      })
      replica.load({ ...NOTHING, vectors }, SAVED, NOW)
      const [maker] = replica.origins.values()
      const own = vectors.filter(({ by }) => by === maker?.by)
      expect(own.length).toBeGreaterThanOrEqual(all.length / 2)
      const byUse = own.sort((a, b) => a.used - b.used).map(({ key, vector }) => [key.split('/')[2], vector])
      expect([...replica.vectors]).toEqual(byUse)
    }),
  )
})

test('Vectors of one version of a pack at a time; those used again are the last to give way.', () => {
  const replica = new Replica()
  const put = (by: string, ...names: readonly string[]) =>
    putInto(replica, vectorsOf(...names), originOf(by)).isReplaced
  expect(put('toy@1', 'f1', 'f2')).toBe(false)
  expect(put('toy@1', 'f3', 'f1')).toBe(false)
  expect([...replica.vectors.keys()]).toEqual(['f2', 'f3', 'f1'])
  const many = Array.from({ length: LIMITS.vectors - 1 }, (_, i) => `many${i}`)
  put('toy@1', ...many)
  expect([...replica.vectors.keys()]).toEqual(['f1', ...many])
  expect([...replica.origins.keys()]).toEqual(['f1', ...many])
  expect(put('toy@2', 'f4')).toBe(true)
  expect([[...replica.vectors.keys()], [...replica.origins.values()]]).toEqual([['f4'], [originOf('toy@2')]])
})

test('Packs of one space live side by side; another version of one takes its own place alone, another space all.', () => {
  const replica = new Replica()
  const put = (by: string, ...names: readonly string[]) =>
    putInto(replica, vectorsOf(...names), originOf(by)).isReplaced
  expect([put('s/en@1', 'e1', 'e2'), put('s/ru@1', 'r1')]).toEqual([false, false])
  expect(put('s/en@2', 'e3')).toBe(true)
  expect([...replica.vectors.keys()]).toEqual(['r1', 'e3'])
  expect(put('s2/ru@1', 'r2')).toBe(true)
  expect([...replica.vectors.keys()]).toEqual(['r2'])
})

test('Of what lies on disk no two clash, whatever packs, versions and spaces there are, and each is as deep as it was.', () => {
  const makers = fc.constantFrom('s/en@1', 's/en@2', 's/ru@1', 't/en@1', 't/ru@1', '')
  fc.assert(
    fc.property(fc.array(fc.tuple(makers, fc.constantFrom(0 as const, 1 as const)), { maxLength: 30 }), (all) => {
      const vectors = all.map(([by, depth], i) => ({
        ...{ key: `m#1/f${i}`, vector: Int8Array.of(i), used: i, deepest: 1 as const },
        ...(by && { by, depth }),
      }))
      const replica = new Replica()
      replica.load({ ...NOTHING, vectors }, SAVED, NOW)
      const kept = [...new Set([...replica.origins.values()].map(({ by }) => by))]
      for (const a of kept) for (const b of kept) expect(clashes(a, b)).toBe(false)
      for (const [name, { by, depth }] of replica.origins)
        expect([by, depth]).toEqual([all[Number(name.slice(1))]![0], by ? all[Number(name.slice(1))]![1] : 1])
      // Every vector that could have been kept is kept.
      for (const [by] of all) if (!kept.includes(by)) expect(kept.some((each) => clashes(each, by))).toBe(true)
    }),
  )
})

test('A deeper vector is never replaced by a shallower one of its pack, and a shallower one always by a deeper.', () => {
  const replica = new Replica()
  const put = (depth: 0 | 1, value: number) =>
    putInto(replica, new Map([['f', Int8Array.of(value)]]), { by: 's/en@1', depth, deepest: 1 }).put.length
  expect([put(0, 1), put(0, 2), put(1, 3), put(0, 4), put(1, 5)]).toEqual([1, 1, 1, 0, 1])
  expect([replica.vectors.get('f'), replica.origins.get('f')?.depth]).toEqual([Int8Array.of(5), 1])
  // Used again, each keeps its origin.
  putInto(replica, replica.vectors)
  expect(replica.origins.get('f')).toEqual({ by: 's/en@1', depth: 1, deepest: 1 })
})

test('Items seen again are the last to give way; what an import brings is less recent than what was seen here.', () => {
  const replica = new Replica()
  const big = item('/big', { topic: 'x'.repeat(LIMITS.rowCharacters) })
  expect(replica.putItems([item('/a'), big, item('/b')])).toEqual([item('/a'), item('/b')])
  replica.putItems([item('/a', { topic: 'new' })])
  expect([...replica.items.values()]).toEqual([item('/b'), item('/a', { topic: 'new' })])
  const many = Array.from({ length: LIMITS.items }, (_, i) => item(`/many/${i}`))
  expect(mergeInto(replica, { events: [], items: [item('/a'), ...many] }, NOW).items).toEqual(many.slice(2))
  expect([...replica.items.keys()].slice(-3)).toEqual([`/many/${LIMITS.items - 1}`, '/b', '/a'])
  expect(replica.items.size).toBe(LIMITS.items)
})

test('An import brings in no row that is too large to be kept, and all that are as large as they may be.', () => {
  const replica = new Replica()
  const most = LIMITS.rowCharacters
  const events = [sized(event(0), most), sized(event(1), most + 1)]
  const items = [sized(item('/a'), most), sized(item('/b'), most + 1)]
  expect(mergeInto(replica, { events, items }, NOW)).toEqual({ events: [events[0]], items: [items[0]] })
  expect([replica.events, [...replica.items.values()]]).toEqual([[events[0]], [items[0]]])
  expect(replica.putItems(items)).toEqual([items[0]])
})
