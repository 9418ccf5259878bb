// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest'
import { createInkling } from '../../../src/client/create-inkling.ts'

afterEach(() => vi.unstubAllGlobals())

/** A server process, whose readers have nothing to do with one another. */
const NOBODY = { state: 'unknown', content: false, creatives: false, measurement: false }

/** Every call of the API, as a site makes it while it renders a page on a server. */
const CALLS: Readonly<Record<string, (inkling: ReturnType<typeof createInkling>) => unknown>> = {
  get: ({ consent }) => consent.get(),
  set: ({ consent }) => consent.set({ content: true, creatives: true, measurement: true }),
  google: ({ consent }) => consent.google({ personalization_storage: 'granted' }, true),
  deny: ({ consent }) => consent.deny(),
  rank: ({ rank }) => rank([{ id: '/a', title: 'A' }]),
  track: ({ track }) => track('read', { id: '/a', title: 'A' }),
  explain: ({ explain }) => explain('list', '/a'),
  profile: ({ profile }) => profile(),
  audiences: ({ audiences }) => audiences(),
  editInterest: ({ editInterest }) => editInterest({ how: 'raise', topic: 'science' }),
  dismissed: ({ dismissed }) => dismissed(),
  status: ({ status }) => status(),
  undo: ({ undo }) => undo('list'),
  redo: ({ redo }) => redo('list'),
  exportData: ({ exportData }) => exportData(),
  exportCsv: ({ exportCsv }) => exportCsv(),
  importData: ({ importData }) => importData({ version: 1, events: [], items: [] }),
  forget: ({ forget }) => forget({ item: '/a' }),
  summary: ({ measure }) => measure.summary(),
  convert: ({ measure }) => measure.convert('order'),
  erase: ({ erase }) => erase(),
  destroy: ({ destroy }) => destroy(),
}

test('On a server no call throws, whether Node has a navigator or not, and nobody has agreed to anything.', async () => {
  for (const navigator of [undefined, { userAgent: 'Node.js/22' }]) {
    vi.stubGlobal('navigator', navigator)
    const inkling = createInkling({ consent: 'granted' })
    // The list above is complete.
    const { consent, measure, ...rest } = inkling
    const names = [...Object.keys(consent), ...Object.keys(measure), ...Object.keys(rest)]
    expect(Object.keys(CALLS).sort()).toEqual(names.sort())
    for (const [name, call] of Object.entries(CALLS)) {
      await expect(
        Promise.resolve().then(() => call(inkling)),
        name,
      ).resolves.not.toThrow()
      expect(inkling.consent.get(), name).toEqual(NOBODY)
    }
    expect((await inkling.rank([{ id: '/b', title: 'B' }])).items.map(({ id }) => id)).toEqual(['/b'])
  }
})

test('Wrong use throws on a server, too.', () => {
  expect(() => createInkling().consent.set({ content: 'yes' } as never)).toThrow('consent.set({ content: true')
})
