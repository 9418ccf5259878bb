// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Effect,
  type FailoverEvent,
  type FailoverState,
  failover,
  initialState,
} from '../../../../src/engine/client/failover.ts'
import type { EngineFailure } from '../../../../src/engine/worker/messages.ts'
import type { BackendName } from '../../../../src/types.ts'

const crashed: EngineFailure = { code: 'engine-failed', message: 'out of memory', retry: true }
const unsupported: EngineFailure = { code: 'engine-failed', message: 'not here', retry: false }
const damaged: EngineFailure = { code: 'model-damaged', message: 'a wrong byte', retry: false }

/** The state after some events, and the effects of the last. */
function after(events: readonly FailoverEvent[], state = initialState(undefined, true)) {
  let effects: readonly Effect[] = []
  for (const event of events) [state, effects] = failover(state, event)
  return { state, effects, names: effects.map(([name]) => name) }
}
const requested: FailoverEvent = ['requested']
const opened = (id: number): FailoverEvent => ['opened', id]
const ready = (id: number, milliseconds: number): FailoverEvent => ['ready', id, milliseconds]
const fails = (id: number, failure: EngineFailure): FailoverEvent => ['failed', id, failure]
const idle: FailoverEvent = ['idle']
const stopped: FailoverEvent = ['stopped']
const serving = [requested, opened(0), ready(0, 10)]
const challenged = [...serving, idle, opened(1)]

test('the first request opens WebAssembly, the next ones nothing', () => {
  expect(after([requested]).effects).toEqual([['loading'], ['open', 0, 'wasm']])
  expect(after([requested, requested]).effects).toEqual([['work']])
})

test('a backend is started twice, then the next is; what can be no better is not started again', () => {
  const opens = (failure: EngineFailure) => {
    const backends: BackendName[] = []
    let state = initialState(undefined, true)
    let event: FailoverEvent = requested
    for (let id = 0; !state.ended; id++) {
      const [next, effects] = failover(state, event)
      for (const effect of effects) if (effect[0] === 'open') backends.push(effect[2])
      state = next
      event = fails(id, failure)
    }
    return backends.join()
  }
  expect(opens(crashed)).toBe('wasm,wasm,webgpu,webgpu,webgl,webgl,cpu,cpu')
  expect(opens(unsupported)).toBe('wasm,webgpu,webgl,cpu')
  expect(opens(damaged)).toBe('wasm')
})

test('the end closes both workers, answers the requests and says why, in this order', () => {
  expect(after([...challenged, fails(0, damaged)]).effects).toEqual([
    ['close', 0],
    ['close', 1],
    ['end', damaged],
  ])
  expect(after([...challenged, stopped]).effects).toEqual([
    ['close', 0],
    ['close', 1],
    ['end', undefined],
  ])
})

describe('a challenger', () => {
  test('takes over when it is faster, and is then the first to be restarted', () => {
    const { state, effects } = after([...challenged, ready(1, 9)])
    expect(effects).toEqual([
      ['close', 0],
      ['serve', 1],
    ])
    expect(state.backends).toEqual(['webgpu', 'wasm', 'webgl', 'cpu'])
    expect(after([idle], state).effects).toEqual([])
  })

  test('goes when it is no faster, and the next one is opened when the browser is idle again', () => {
    const { state, effects } = after([...challenged, ready(1, 10)])
    expect(effects).toEqual([['close', 1], ['work']])
    expect(after([idle], state).effects).toEqual([['open', 2, 'webgl']])
  })

  test('that fails, even by its model, leaves the serving worker alone', () => {
    const { state, effects } = after([...challenged, fails(1, damaged)])
    expect(effects).toEqual([['close', 1], ['awaitIdle']])
    expect(state.serving?.id).toBe(0)
  })

  test('whose script is on its way is waited for before the failed worker is replaced', () => {
    const { state, names } = after([...serving, idle, fails(0, crashed)])
    expect(names).not.toContain('open')
    expect(after([opened(1)], state).effects).toEqual([['open', 2, 'wasm']])
    expect(after([fails(1, unsupported)], state).effects).toContainEqual(['open', 2, 'wasm'])
  })

  test('is not looked for where one backend alone may be used, nor WebGPU where there is none', () => {
    expect(after([...serving, idle], initialState('wasm', true)).effects).toEqual([])
    expect(after([...serving, idle], initialState(undefined, false)).effects).toEqual([['open', 1, 'webgl']])
  })
})

test('a script that arrives after the end starts nothing that stays', () => {
  expect(after([requested, stopped, opened(0)]).effects).toEqual([['close', 0]])
})

/** Random events: workers act in any order, but only as their phase allows. */
type Turn = readonly [what: 'request' | 'idle' | 'stop' | 'advance' | 'fail', which: number, failure: EngineFailure]
const turn: fc.Arbitrary<Turn> = fc.tuple(
  fc.constantFrom('request', 'idle', 'advance', 'advance', 'advance', 'fail', 'stop'),
  fc.nat({ max: 20 }),
  fc.constantFrom(crashed, crashed, unsupported, damaged),
)

/** Plays the events that the effects allow, and records what became of each worker. */
function play(turns: readonly Turn[], forced: BackendName | undefined, check: (world: World) => void): World {
  const world: World = {
    state: initialState(forced, true),
    workers: new Map(),
    opened: [],
    ends: 0,
    errors: 0,
    isRequested: false,
  }
  const send = (event: FailoverEvent) => {
    const [next, effects] = failover(world.state, event)
    world.state = next
    for (const effect of effects) {
      if (effect[0] === 'open') {
        world.opened.push(effect[2])
        world.workers.set(effect[1], 'opening')
      } else if (effect[0] === 'close') {
        // A worker whose script is still loading is closed when it arrives.
        if (world.workers.get(effect[1]) !== 'opening') world.workers.delete(effect[1])
      } else if (effect[0] === 'serve') expect(world.workers.get(effect[1])).toBe('ready')
      else if (effect[0] === 'end') {
        world.ends++
        if (effect[1]) world.errors++
      }
    }
    check(world)
  }
  for (const [what, which, failure] of turns) {
    const [id, phase] = [...world.workers][which % Math.max(world.workers.size, 1)] ?? []
    if (what === 'request') {
      world.isRequested = true
      send(requested)
    } else if (what === 'idle') send(idle)
    else if (what === 'stop') {
      if (which === 0) send(stopped)
    } else if (id === undefined) continue
    else if (what === 'fail') {
      world.workers.delete(id)
      send(fails(id, failure))
    } else if (phase === 'opening') {
      world.workers.set(id, 'starting')
      send(opened(id))
    } else if (phase === 'starting') {
      world.workers.set(id, 'ready')
      send(ready(id, which))
    }
  }
  return world
}

interface World {
  state: FailoverState
  readonly workers: Map<number, 'opening' | 'starting' | 'ready'>
  readonly opened: BackendName[]
  ends: number
  errors: number
  isRequested: boolean
}

test('whatever happens: no worker is lost, two at most live, one script is fetched at a time, and all ends once', () => {
  fc.assert(
    fc.property(
      fc.array(turn, { maxLength: 80 }),
      fc.option(fc.constantFrom<BackendName>('wasm', 'cpu'), { nil: undefined }),
      (turns, forced) => {
        const world = play(turns, forced, ({ state, workers, isRequested }) => {
          const phases = [...workers.values()]
          const known = [state.serving, state.challenger].flatMap((worker) => worker ?? [])
          // The reducer's state matches the world's.
          if (!state.ended) expect(new Map(known.map(({ id, phase }) => [id, phase]))).toEqual(workers)
          else expect(phases.filter((phase) => phase !== 'opening')).toEqual([])
          expect(workers.size).toBeLessThanOrEqual(2)
          expect(phases.filter((phase) => phase === 'opening').length).toBeLessThanOrEqual(1)
          // Once there is work, something is in progress until the end.
          if (isRequested && !state.ended) expect(workers.size).toBeGreaterThan(0)
        })
        expect(world.ends).toBe(world.state.ended ? 1 : 0)
        expect(world.errors).toBeLessThanOrEqual(world.ends)
        // Two starts each, two more after a takeover, and two challengers.
        expect(world.opened.length).toBeLessThanOrEqual(forced ? 2 : 12)
      },
    ),
    { numRuns: 2000 },
  )
})

test('an engine whose workers all fail gives up after a few', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.constantFrom(crashed, unsupported)), (failures) => {
      const turns = [...failures.take(12)].map((failure): Turn => ['fail', 0, failure])
      const world = play([['request', 0, crashed], ...turns], undefined, () => undefined)
      expect(world).toMatchObject({ ends: 1, errors: 1, state: { ended: true } })
      expect(world.opened.length).toBeGreaterThanOrEqual(4)
      expect(world.opened.length).toBeLessThanOrEqual(8)
    }),
  )
})
