// Experiments as a site's file has them: loaded for all arms alike, and run by the options of the device's own.

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { resolveOptions } from '../../../../src/client/option-table.ts'
import { hashToUnit } from '../../../../src/measurement/experiments/hash-to-unit.ts'
import { DEFAULT_RANKER } from '../../../../src/ranking/ranker.ts'
import { measure } from '../../../../src/runtime/experiments/experiment-view.ts'
import type { RankedBy } from '../../../../src/runtime/interfaces/scoring.ts'
import { loadExperiments } from '../../../../src/runtime/site-files/load-experiments.ts'

const RANKER = { ...DEFAULT_RANKER, name: 'ours' }
const FILE = {
  experiments: [
    {
      name: 'front',
      arms: [{ name: 'as-it-is' }, { name: 'close', options: { strength: 0.5 } }],
    },
    {
      name: 'ranker',
      arms: [{ name: 'default' }, { name: 'ours', options: { ranker: '/ours.json' } }],
    },
  ],
}

const heard: string[] = []
document.addEventListener('inkling:error', ({ detail }) => heard.push(detail.code))
const asked: string[] = []
/** By address; what isn't there is not found. */
const serve = (files: Readonly<Record<string, unknown>>) =>
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return url in files ? new Response(JSON.stringify(files[url])) : new Response(null, { status: 404 })
  })
const { signal } = new AbortController()
beforeEach(() => {
  localStorage.clear()
  heard.length = asked.length = 0
})
afterEach(() => vi.unstubAllGlobals())

test('Every arm’s ranker is asked for, whatever the coin says; one that is missing stops its experiment alone.', async () => {
  serve({ '/e.json': FILE, '/ours.json': RANKER })
  const all = await loadExperiments('/e.json', signal)
  expect(asked).toEqual(['/e.json', '/ours.json'])
  expect(all!.experiments.map(({ name, off }) => [name, off])).toEqual([
    ['front', false],
    ['ranker', false],
  ])
  expect(all!.rankers.get('/ours.json')).toMatchObject({ name: 'ours' })
  serve({ '/e.json': FILE })
  const some = await loadExperiments('/e.json', signal)
  expect(some!.experiments.map(({ name, off }) => [name, off])).toEqual([
    ['front', false],
    ['ranker', true],
  ])
  expect(heard).toEqual(['ranker-unavailable'])
})

test('A stopped experiment asks for no ranker; a file that is wrong, or too large, runs nothing, and says so.', async () => {
  serve({ '/e.json': { experiments: FILE.experiments.map((each) => ({ ...each, off: true })) } })
  await loadExperiments('/e.json', signal)
  expect(asked).toEqual(['/e.json'])
  for (const file of [{ experiments: [{ name: 'x', arms: [] }] }, { experiments: [], more: 'x'.repeat(40_000) }]) {
    serve({ '/e.json': file })
    expect(await loadExperiments('/e.json', signal)).toBeUndefined()
  }
  expect(heard).toEqual(['experiments-unavailable', 'experiments-unavailable'])
})

test('A device is ranked by its arms’ rules and ranker, in place of the site’s; where there is nothing to compare there is no arm.', async () => {
  serve({ '/e.json': FILE, '/ours.json': RANKER })
  const seen = new Set<string>()
  for (let n = 0; seen.size < 4; n++) {
    const seed = n.toString(16).padStart(16, '0')
    localStorage.setItem('inkling.measured', JSON.stringify({ seed, tallies: [] }))
    const [close, ours] = ['front', 'ranker'].map((name) => hashToUnit(seed, `arm ${name}`) >= 0.5)
    const adopted: RankedBy[] = []
    const context = {
      grant: {
        options: resolveOptions({ experiments: '/e.json', strength: 0.9, maxRun: 2 }),
        signal,
        importFile: async () => ({ loadExperiments }),
      },
      scorer: { ranker: DEFAULT_RANKER },
      adopt: (by: RankedBy) => adopted.push(by),
    } as unknown as Parameters<typeof measure>[0]
    const experiments = await measure(context)
    experiments!.begin()
    expect(experiments!.held).toBe(false)
    expect(experiments!.summary().map(({ experiment, arm }) => `${experiment}:${arm}`)).toEqual([
      `front:${close ? 'close' : 'as-it-is'}`,
      `ranker:${ours ? 'ours' : 'default'}`,
    ])
    expect(adopted).toMatchObject([
      { options: { strength: close ? 0.5 : 0.9, maxRun: 2 }, ranker: { name: ours ? 'ours' : DEFAULT_RANKER.name } },
    ])
    // What the other arms would show is kept for the next view: one for each of the two.
    const painted: Array<RankedBy | undefined> = []
    experiments!.paint((by) => {
      painted.push(by)
      return {
        known: true,
        arms: undefined,
        scores: {},
        topics: {},
        steps: {},
        mean: 0,
        position: 0,
        plans: {},
        rules: { strength: 1, maxRun: 0, displacement: 0 },
      }
    })
    expect(painted).toMatchObject(
      [
        {},
        { options: { strength: close ? 0.9 : 0.5 }, ranker: { name: ours ? 'ours' : DEFAULT_RANKER.name } },
        { options: { strength: close ? 0.5 : 0.9 }, ranker: { name: ours ? DEFAULT_RANKER.name : 'ours' } },
      ].map((each, at) => (at ? each : undefined)) as never,
    )
    seen.add(`${close}${ours}`)
  }
  serve({})
  const nothing = {
    grant: {
      options: resolveOptions({ experiments: '/e.json' }),
      signal,
      importFile: async () => ({ loadExperiments }),
    },
  }
  expect(await measure(nothing as unknown as Parameters<typeof measure>[0])).toBeUndefined()
})
