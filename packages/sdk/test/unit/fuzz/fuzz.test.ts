/**
 * Whatever comes from outside is read as hostile: exports to import, manifests, weights files, rankers, JSON-LD, HTML
 * attributes, what lies in localStorage, and what consent platforms answer. No error but the one that the reader promises, no
 * hang, no polluted prototype.
 */

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'
import { gpp } from '../../../src/consent/gpp.ts'
import { recall } from '../../../src/consent/stored-choice.ts'
import { tcf } from '../../../src/consent/tcf.ts'
import { itemContent } from '../../../src/content/content.ts'
import { MAX_TEXT } from '../../../src/content/text.ts'
import { assembleModel } from '../../../src/engine/model/load-model.ts'
import { packOf } from '../../../src/engine/pack/files/load-files.ts'
import { parseManifest } from '../../../src/engine/pack/manifest.ts'
import { createTokenizer } from '../../../src/engine/pack/tokenizer.ts'
import { KEY, readSnapshot, writeSnapshot } from '../../../src/first-paint/snapshot.ts'
import { isEvent, isItem } from '../../../src/history/event.ts'
import { LIMITS } from '../../../src/history/event-limits.ts'
import { toCsv } from '../../../src/history/transfer/csv.ts'
import { readExport } from '../../../src/history/transfer/import.ts'
import { readList } from '../../../src/page/read/lists/list.ts'
import { readMetadata } from '../../../src/page/read/metadata.ts'
import { findSlots, prepareSlot, showCreative } from '../../../src/page/slots/slot.ts'
import { checkRanker, DEFAULT_RANKER } from '../../../src/ranking/ranker.ts'
import type { Purposes } from '../../../src/types.ts'
import { FORGET_KEY } from '../../../src/web-storage/broadcast-forget.ts'
import { OUTBOX_KEY, readOutbox } from '../../../src/web-storage/outbox.ts'
import { noteShown, readShown } from '../../../src/web-storage/shown-order.ts'
import { event, item, NOW } from '../../cases/history.ts'
import { makeBundle } from '../engine/bundle.ts'

const FULL = Boolean(process.env['INKLING_FULL'])
/** Per target. */
const RUNS = FULL ? 15_000 : 250
/**
 * Milliseconds for one input. Input that makes a parser backtrack takes seconds. A long task is 50 ms by the browsers' definition; the
 * slowest input takes less on a quiet machine, and up to 90 ms on one with five times as many processes as cores.
 */
const HANG = 250
/** Number of tries for an input that took longer than `SURE` milliseconds: a busy machine isn't busy each time. */
const TRIES = 10
const SURE = 10
/** Milliseconds for one target. */
const TIMEOUT = FULL ? 900_000 : 60_000
const BASE = 'https://site.example/'

vi.setConfig({ testTimeout: TIMEOUT })
beforeEach(() => localStorage.clear())
afterEach(() => localStorage.clear())

declare module 'vitest' {
  interface TaskMeta {
    /** Of a target: how many inputs it was given, and how many milliseconds the slowest took at its best. */
    fuzz?: { cases: number; slowest: number }
  }
}
let measured = { cases: 0, slowest: 0 }
beforeEach(() => {
  measured = { cases: 0, slowest: 0 }
})
afterEach(({ task }) => {
  task.meta.fuzz = measured
})

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    '',
    0,
    -1,
    -0,
    1e308,
    2 ** 53,
    0.1,
    [],
    {},
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\ud800',
    '\u202e',
    '../../etc/passwd',
    'javascript:alert(1)',
    '//evil.example/',
    '<img src=x onerror=alert(1)>',
    '=cmd|calc',
    'x'.repeat(100_000),
    JSON.parse('{"__proto__": {"polluted": 1}}'),
    JSON.parse('{"constructor": {"prototype": {"polluted": 1}}}'),
    Array(5000).fill(null),
    deep(2000),
  ),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.double(),
  fc.integer(),
)

/** A right value of which a few places hold something else, or have a neighbour that nobody expects. */
const mutated = (right: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(
      fc.tuple(
        fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
        hostile,
        fc.option(fc.constantFrom('__proto__', 'constructor', 'toString', 'extra', ''), { freq: 3 }),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((changes) => {
      const copy = structuredClone(right) as Record<string, unknown>
      for (const [path, value, name] of changes) {
        let at = copy
        let key = ''
        for (const step of path) {
          const keys = Object.keys(at)
          key = keys[step % Math.max(1, keys.length)] ?? ''
          const next = at[key]
          if (typeof next !== 'object' || next === null) break
          at = next as Record<string, unknown>
        }
        // A value of its own: the next change may go into it.
        const own = { value: structuredClone(value), enumerable: true, configurable: true, writable: true }
        Object.defineProperty(at, name ?? key, own)
      }
      return copy
    })

/** Texts that should be JSON of this kind: right but for some places, anything as JSON, cut off, or no JSON at all. */
const json = (right: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: mutated(right).map((value) => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: hostile.map((value) => JSON.stringify(value) ?? 'undefined') },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 5 })).map(([at, junk]) => {
        const text = JSON.stringify(right)
        return text.slice(0, at % text.length) + junk
      }),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  )

/** What must hold after each input. @param best milliseconds that it took, the fastest time */
function judge(best: number): void {
  measured = { cases: measured.cases + 1, slowest: Math.max(measured.slowest, best) }
  expect(best, 'milliseconds').toBeLessThan(HANG)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  for (const all of [Object.prototype, Array.prototype, String.prototype]) expect(Object.keys(all)).toEqual([])
}

function withstands<T>(inputs: fc.Arbitrary<T>, read: (input: T) => void, promised: readonly string[] = []): void {
  fc.assert(
    fc.property(inputs, (input) => {
      let best = Number.POSITIVE_INFINITY
      for (let tries = 0; tries < TRIES && best > SURE; tries++) {
        const started = performance.now()
        try {
          read(input)
        } catch (cause) {
          expect(promised, String(cause)).toContain((cause as Error).name)
        }
        best = Math.min(best, performance.now() - started)
      }
      judge(best)
    }),
    { numRuns: RUNS, seed: 5 },
  )
}

/** As {@link withstands}, where what is done takes its time: nothing may be thrown at all. */
async function withstandsLater<T>(inputs: fc.Arbitrary<T>, read: (input: T) => Promise<unknown>): Promise<void> {
  const property = fc.asyncProperty(inputs, async (input) => {
    let best = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < TRIES && best > SURE; tries++) {
      const started = performance.now()
      await read(input)
      best = Math.min(best, performance.now() - started)
    }
    judge(best)
  })
  await fc.assert(property, { numRuns: RUNS, seed: 5 })
}

const labels = { topic: 't', tags: ['a', 'b'], author: 'n', published: 0, popularity: 0.5 }
const EXPORT = {
  version: 1,
  consent: { state: 'granted', content: true, creatives: true, measurement: false },
  events: [event(0, { at: NOW, ...labels, list: 'l', seconds: 1 }), event(1, { at: NOW, kind: 'search' })],
  items: [item('/x', { ...labels, pinned: true }), item('/y')],
}

test('Exports to import: a sentence that names what is wrong, or what the history takes.', () => {
  withstands(
    json(EXPORT),
    (text) => {
      const { events, items } = readExport(text, (of) => `${of.length}`, NOW)
      expect(events.every(isEvent) && items.every(isItem)).toBe(true)
      expect(toCsv(events).split('\r\n').length).toBeGreaterThan(1)
    },
    ['InklingMisuse'],
  )
})

test('Exports that are handed over as objects.', () => {
  withstands(
    fc.oneof(mutated(EXPORT), hostile),
    (value) => {
      const { events, items } = readExport(value, (of) => `${of.length}`, NOW)
      expect(events.every(isEvent) && items.every(isItem)).toBe(true)
    },
    ['InklingMisuse'],
  )
})

const bundle = makeBundle({ precomputed: ['the sun', 'the hill'] })
const text = (name: string) => new TextDecoder().decode(bundle.get(name))
const MANIFEST = JSON.parse(text('manifest.json'))

test('Manifests of models.', () => {
  withstands(json(MANIFEST), parseManifest, ['ModelError'])
})

test('Files of models, of any bytes and any length.', () => {
  const manifest = parseManifest(text('manifest.json'))
  const names = [...bundle.keys()].filter((name) => name !== 'manifest.json')
  const changes = fc.array(
    fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(),
      bytes: fc.uint8Array({ maxLength: 16 }),
    }),
    { maxLength: 6 },
  )
  withstands(
    changes,
    (all) => {
      // As the loader hands them over: of the right length, or else it would have refused them.
      const files = new Map(names.map((name) => [name, bundle.get(name)!.slice()]))
      for (const { name, at, bytes } of all) {
        const file = files.get(name)!
        file.set(bytes.slice(0, file.length), at % Math.max(1, file.length - bytes.length))
      }
      const model = assembleModel(packOf(manifest, new Map([...files].map(([name, bytes]) => [name, bytes.buffer]))))
      for (const { values } of model.weights.values()) expect(values.every(Number.isFinite)).toBe(true)
      for (const values of model.precomputed.values()) expect(values.every(Number.isFinite)).toBe(true)
    },
    ['ModelError'],
  )
})

test('Rankers.', () => {
  withstands(mutated(DEFAULT_RANKER), (value) => void checkRanker(value), ['TypeError'])
})

const LD = [
  { '@type': 'NewsArticle', url: '/a', articleSection: 'Science', datePublished: '2026-11-24', keywords: 'a, b' },
  { '@graph': [{ '@id': '/b', genre: ['x'], keywords: ['k', 'l'], mainEntityOfPage: { '@id': '/c' } }] },
]

test('JSON-LD of pages.', () => {
  const script = document.createElement('script')
  script.type = 'application/ld+json'
  const root = document.createElement('div')
  root.append(script)
  withstands(json(LD), (source) => {
    script.textContent = source
    for (const { topic, published, tags } of readMetadata(root, BASE).values()) {
      for (const value of [topic, published, ...(tags ?? [])]) expect(['string', 'undefined']).toContain(typeof value)
    }
  })
})

test('Attributes and texts of lists: as many items as there are, each with an id and a title.', () => {
  const value = fc.oneof(
    hostile.filter((each) => typeof each === 'string'),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  ) as fc.Arbitrary<string>
  const items = fc.array(
    fc.record(
      {
        item: value,
        topic: value,
        published: value,
        popularity: value,
        tags: value,
        pin: value,
        href: value,
        says: value,
      },
      { requiredKeys: [] },
    ),
    { maxLength: 6 },
  )
  withstands(items, (all) => {
    const list = document.createElement('ol')
    for (const { href, says = '', ...attributes } of all) {
      const child = document.createElement('li')
      for (const [name, of] of Object.entries(attributes)) child.setAttribute(`data-inkling-${name}`, of)
      const link = document.createElement('a')
      if (href !== undefined) link.setAttribute('href', href)
      link.textContent = says
      child.append(link)
      list.append(child)
    }
    const { entries } = readList(list, new Map(), BASE)
    expect(entries.length).toBeLessThanOrEqual(all.length)
    for (const { item } of entries) expect([typeof item.id, typeof item.title]).toEqual(['string', 'string'])
  })
})

const VOCABULARY = readFileSync(
  join(dirname(fileURLToPath(import.meta.url)), '../../../../../models/encoder-en/vocabulary.txt'),
  'utf8',
)
  .trimEnd()
  .split('\n')

/** Texts that nobody writes: words of any length, made of few signs, with ends that no token has. */
const texts: fc.Arbitrary<string> = fc.oneof(
  hostile.filter((each) => typeof each === 'string') as fc.Arbitrary<string>,
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.tuple(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 3 }),
          fc.constantFrom('a', 'ing', 'e\u0301', '中', '##', '[CLS]'),
        ),
        fc.nat(110),
        fc.constantFrom('', ' ', '\u2603 ', '\u0000', '\ufffd', '12 min ago ', '3 views '),
      ),
      { maxLength: 70 },
    )
    .map((parts) => parts.map(([unit, times, end]) => unit.repeat(times) + end).join('')),
)

test('Texts of items, as the tokenizer gets them and as they are: ids of the vocabulary, no more than the model takes.', () => {
  const tokenizer = createTokenizer(VOCABULARY, 64)
  const tokens = (text: string) => {
    const ids = tokenizer.encode(text)
    expect(ids.length).toBeGreaterThanOrEqual(2)
    expect(ids.length).toBeLessThanOrEqual(64)
    expect(ids.every((id) => Number.isInteger(id) && id >= 0 && id < VOCABULARY.length)).toBe(true)
  }
  withstands(
    fc.record({ title: texts, summary: texts, topic: texts, tags: fc.array(texts, { maxLength: 3 }) }),
    (says) => {
      const { text, fingerprint } = itemContent({ id: '/x', ...says })
      expect(Array.from(text).length).toBeLessThanOrEqual(MAX_TEXT)
      expect(fingerprint).not.toBe('')
      tokens(text)
      tokens(says.title)
    },
  )
})

test('What lies in sessionStorage: how each list was shown last.', () => {
  const right = { '/a': { top: ['/x', '/y'], more: ['/z'] }, '/b?q': { top: ['/x'] } }
  withstands(json(right), (shown) => {
    sessionStorage.setItem('inkling.shown', shown)
    for (const path of ['/a', '/b?q', '__proto__', 'constructor']) {
      for (const list of ['top', '__proto__', 'toString']) {
        const ids = readShown(list, path)
        expect(ids === undefined || Array.isArray(ids)).toBe(true)
      }
    }
    noteShown({ top: ['/x'] }, '/a')
    expect(readShown('top', '/a')).toEqual(['/x'])
    expect(sessionStorage.getItem('inkling.shown')!.length).toBeLessThanOrEqual(32_000)
  })
  sessionStorage.clear()
})

test('Attributes and texts of slots and creatives: each creative has an id and a text, and what it showed comes back.', () => {
  const creative = fc.record(
    { creative: texts, audience: texts, topic: texts, says: texts },
    { requiredKeys: ['says'] },
  )
  withstands(fc.tuple(texts, fc.array(creative, { maxLength: 4 })), ([name, all]) => {
    const root = document.createElement('div')
    const slot = document.createElement('div')
    slot.setAttribute('data-inkling-slot', name)
    slot.textContent = 'As it was.'
    for (const { says, ...attributes } of all) {
      const template = document.createElement('template')
      for (const [attribute, of] of Object.entries(attributes)) template.setAttribute(`data-inkling-${attribute}`, of)
      template.content.append(says)
      slot.append(template)
    }
    root.append(slot)
    const [found] = findSlots(root)
    expect(found!.creatives.length).toBeLessThanOrEqual(all.length)
    const prepared = prepareSlot(slot, () => true)
    for (const { item } of found!.creatives) {
      expect([typeof item.id, typeof itemContent(item).text]).toEqual(['string', 'string'])
      showCreative(slot, prepared.get(item.id)!)()
      expect(slot.childNodes[0]!.textContent).toBe('As it was.')
    }
  })
})

test('What other tabs say: events that wait, what to forget, what was deleted.', async () => {
  const uncaught: unknown[] = []
  const note = ({ reason }: PromiseRejectionEvent) => uncaught.push(reason)
  window.addEventListener('unhandledrejection', note)
  const inkling = createInkling({ consent: 'granted', download: 'never' })
  await inkling.track('read', { id: '/kept', title: 'A moon of Saturn' })
  const right = [
    fc.tuple(
      fc.constant(OUTBOX_KEY),
      json([event(0, { at: Date.now() }), event(1, { at: Date.now(), kind: 'search' })]),
    ),
    fc.tuple(fc.constant(FORGET_KEY), json({ item: '/1', at: Date.now(), kind: 'read' })),
    fc.tuple(fc.constant(KEY), fc.option(json({ v: 1, views: 3 }))),
    fc.tuple(
      fc.constantFrom('inkling.consent', 'inkling.wiping', 'other', null),
      fc.option(json({ state: 'granted' })),
    ),
  ]
  try {
    await withstandsLater(fc.oneof(...right), ([key, newValue]) => {
      window.dispatchEvent(new StorageEvent('storage', { key, newValue }))
      return inkling.status()
    })
    const { events } = await inkling.exportData()
    expect(events.every(isEvent)).toBe(true)
    expect(events.length).toBeLessThanOrEqual(LIMITS.rows + LIMITS.perDay)
    expect(uncaught).toEqual([])
  } finally {
    inkling.destroy()
    window.removeEventListener('unhandledrejection', note)
  }
})

test('What lies in localStorage: snapshot, waiting events, choice.', () => {
  const right = {
    snapshot: {
      v: 1,
      views: 3,
      scores: { '/a': 1 },
      topics: { t: 1 },
      mean: 0,
      position: 0.1,
      slots: { s: 'x' },
      pages: {},
    },
    pending: [event(0)],
    consent: { state: 'granted', content: true, creatives: true, measurement: false, at: Date.now() },
  }
  const inputs = fc.tuple(json(right.snapshot), json(right.pending), json(right.consent))
  withstands(inputs, ([snapshot, pending, consent]) => {
    localStorage.setItem(KEY, snapshot)
    localStorage.setItem(OUTBOX_KEY, pending)
    localStorage.setItem('inkling.consent', consent)
    readSnapshot()
    writeSnapshot({ views: 1 })
    for (const waiting of readOutbox()) expect(typeof waiting.item).toBe('string')
    const { state, content } = recall()
    expect(['unknown', 'denied', 'granted']).toContain(state)
    expect(typeof content).toBe('boolean')
  })
})

/*
 * Consent platforms. What they decode, TC and GPP strings, is theirs to withstand: Inkling is handed objects. But these are
 * made by a script of somebody else.
 */

type Fields = Record<string, unknown>

/** What an object of a script may do to whoever reads it. */
const TRAPS: Readonly<Record<string, (at: Fields, key: string, root: Fields) => void>> = {
  'a getter that throws': (at, key) =>
    Object.defineProperty(at, key, {
      enumerable: true,
      configurable: true,
      get() {
        throw new Error('of the platform')
      },
    }),
  'a proxy that throws': (at, key) => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    at[key] = proxy
  },
  itself: (at, key, root) => {
    at[key] = root
  },
  'a huge table': (at, key) => {
    at[key] = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [i, true]))
  },
  'a huge array': (at, key) => {
    at[key] = Array(5000).fill({ SaleOptOut: 2 })
  },
  'another spelling': (at, key) => {
    at[key] = String(at[key])
  },
  'a number for a truth, a truth for a number': (at, key) => {
    at[key] = typeof at[key] === 'boolean' ? Number(at[key]) : Boolean(at[key])
  },
  'an answer of its prototype’s': (at, key) => {
    at[key] = [Object.create({ SaleOptOut: 2, PublisherConsents: Array(24).fill(true) }), at[key]]
  },
}

interface Recipe {
  readonly value: unknown
  readonly traps: ReadonlyArray<readonly [place: number, trap: string]>
}

/** How to make an answer that is right but for some places, and traps. What throws when it is read can't be printed. */
const answersLike = (right: unknown): fc.Arbitrary<Recipe> =>
  fc.record({
    value: fc.oneof({ weight: 2, arbitrary: mutated(right) }, { weight: 4, arbitrary: fc.constant(right) }, hostile),
    traps: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(TRAPS))), { maxLength: 3 }),
  })

/** Every key of every table in it, the first thousand of them. */
function placesOf(root: Fields): Array<readonly [at: Fields, key: string]> {
  const tables = new Set<Fields>([root])
  const places: Array<readonly [Fields, string]> = []
  for (const at of tables) {
    for (const key of safely(() => Object.keys(at)) ?? []) {
      if (places.push([at, key]) === 1000) return places
      const next = safely(() => at[key])
      if (typeof next === 'object' && next !== null) tables.add(next as Fields)
    }
  }
  return places
}

function make({ value, traps }: Recipe): unknown {
  // What is nested too deeply to be copied is hostile enough.
  const root = safely(() => structuredClone(value)) as Fields
  if (typeof root !== 'object' || root === null) return value
  for (const [number, trap] of traps) {
    const places = placesOf(root)
    const place = places[number % Math.max(1, places.length)]
    if (place) safely(() => TRAPS[trap]!(...place, root))
  }
  return root
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

const NEEDED: Readonly<Record<keyof Purposes, readonly number[]>> = {
  content: [1, 5, 6],
  creatives: [1, 3, 4],
  measurement: [7, 8],
}

/** Hands each answer to an adapter: at once, later, and after its end. @returns how many purposes were granted */
function withstandsPlatform(
  name: '__tcfapi' | '__gpp',
  adapter: typeof tcf,
  recipes: fc.Arbitrary<Recipe>,
  mayGrant: (answer: Fields, purpose: keyof Purposes) => boolean,
): number {
  let grants = 0
  const inputs = fc.tuple(
    recipes,
    fc.constantFrom<unknown>(true, undefined, 'yes'),
    fc.constantFrom('silent', 'throws'),
  )
  withstands(inputs, ([recipe, success, end]) => {
    const answer = make(recipe)
    const told: Purposes[] = []
    let listener = (_data: unknown, _success: unknown) => {}
    const api = (command: string, ...rest: unknown[]) => {
      if (command !== 'addEventListener' && end === 'throws') throw new Error('of the platform')
      if (command !== 'addEventListener') return
      listener = rest.find((each) => typeof each === 'function') as typeof listener
      listener(answer, success)
    }
    Object.assign(window, { [name]: api })
    const stop = adapter(
      (purposes) => told.push(purposes as Purposes),
      () => {},
    )
    listener(answer, success)
    stop()
    const heard = told.length
    listener(answer, success)
    expect(told).toHaveLength(heard)
    Reflect.deleteProperty(window, name)
    for (const purposes of told) {
      expect(Object.keys(purposes).sort()).toEqual(['content', 'creatives', 'measurement'])
      for (const [purpose, granted] of Object.entries(purposes) as Array<[keyof Purposes, unknown]>) {
        expect(typeof granted).toBe('boolean')
        if (!granted) continue
        grants++
        expect(mayGrant(answer as Fields, purpose), purpose).toBe(true)
      }
    }
  })
  return grants
}

const truths = (...purposes: number[]) =>
  Object.fromEntries(Array.from({ length: 11 }, (_, i) => [i + 1, purposes.includes(i + 1)]))
const TC_DATA = {
  tcString: 'CPXXXXXPXXXXXAAAAAENCZCAAAAAAAAAAAAAAAAAAAAA',
  tcfPolicyVersion: 5,
  cmpStatus: 'loaded',
  eventStatus: 'tcloaded',
  gdprApplies: true,
  listenerId: 3,
  purpose: { consents: truths(1, 2, 3, 4), legitimateInterests: truths(7, 8) },
  vendor: { consents: { 1: true }, legitimateInterests: {}, disclosedVendors: { 1: true } },
  publisher: { consents: truths(1, 3, 4, 5, 6, 7, 8), legitimateInterests: {}, restrictions: {} },
}

test('Answers of TCF platforms: no grant but of purposes whose consents are all true.', () => {
  const right = fc.oneof(
    answersLike(TC_DATA),
    answersLike({ ...TC_DATA, eventStatus: 'useractioncomplete', publisher: { consents: truths(1, 5, 6, 7) } }),
    answersLike({ ...TC_DATA, eventStatus: 'cmpuishown' }),
    answersLike({ ...TC_DATA, gdprApplies: false }),
  )
  const grants = withstandsPlatform('__tcfapi', tcf, right, (answer, purpose) => {
    const { eventStatus, gdprApplies, publisher } = answer as typeof TC_DATA
    if (!['tcloaded', 'useractioncomplete'].includes(eventStatus) || gdprApplies === false) return false
    return NEEDED[purpose].every((number) => publisher.consents[number] === true)
  })
  expect(grants).toBeGreaterThan(RUNS / 5)
})

const bit = (...purposes: number[]) => Array.from({ length: 24 }, (_, i) => purposes.includes(i + 1))
const pinged = (applicableSections: readonly number[], parsedSections: object) => ({
  eventName: 'signalStatus',
  listenerId: 3,
  data: 'ready',
  pingData: { gppVersion: '1.1', cmpStatus: 'loaded', signalStatus: 'ready', applicableSections, parsedSections },
})
const US = { Version: 1, SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 0 }
const CHILD = { KnownChildSensitiveDataConsents: [0, 0] }

test('Answers of GPP platforms: no grant that a section doesn’t give, and none of measurement by not opting out.', () => {
  const right = fc.oneof(
    answersLike(
      pinged([7], {
        usnat: [
          { ...US, ...CHILD },
          { GpcSegmentType: 1, Gpc: false },
        ],
      }),
    ),
    answersLike(
      pinged([2], { tcfeuv2: [{ Version: 2 }, { PubPurposesConsent: bit(1, 3, 4, 5, 6, 7, 8) }], usnat: [US] }),
    ),
    answersLike(pinged([8, 5], { usca: US, tcfcav1: { PubPurposesExpressConsent: bit(1, 5, 6) } })),
  )
  const grants = withstandsPlatform('__gpp', gpp, right, (answer, purpose) => {
    const { signalStatus, parsedSections, applicableSections } = answer['pingData'] as Fields
    if (signalStatus !== 'ready') return false
    const sections = Object.entries(parsedSections as Fields).filter(([name]) => /^(tcf|us[^p])/.test(name))
    const gives = ([name, section]: [string, unknown]): boolean | undefined => {
      /** The first segment that has it: none has what another has. */
      const field = (of: string) =>
        (Array.isArray(section) ? section : [section]).find((segment) => segment && Object.hasOwn(segment, of))?.[of]
      if (name.startsWith('tcf')) {
        const found = ['PubPurposesConsent', 'PublisherConsents', 'PubPurposesExpressConsent'].map(field).find(Boolean)
        return NEEDED[purpose].every((number) => (found as unknown[] | undefined)?.[number - 1] === true)
      }
      const out = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'].map(field)
      const child = [field('KnownChildSensitiveDataConsents')].flat()
      if (out.some((value) => value && value !== 2) || field('Gpc') || child.some(Boolean) || !out.includes(2))
        return false
      // Not opted out: a yes, where such a law is in force; else it is no answer.
      if (Array.isArray(applicableSections) && !applicableSections.some((section) => section > 6)) return undefined
      return purpose !== 'measurement'
    }
    const given = sections.map(gives).filter((each) => each !== undefined)
    return given.length > 0 && !given.includes(false)
  })
  expect(grants).toBeGreaterThan(RUNS / 5)
})
