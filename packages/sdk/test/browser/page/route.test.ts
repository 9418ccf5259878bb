import { afterEach, expect, test, vi } from 'vitest'
import { watchRoute } from '../../../src/page/track/route.ts'

const start = location.href
const stops: Array<() => void> = []

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  history.replaceState(null, '', start)
  vi.unstubAllGlobals()
})

function routes(of: Window = window) {
  const heard: boolean[] = []
  const watch = watchRoute(of, (back) => heard.push(back))
  stops.push(() => watch.stop())
  return { heard, watch }
}

const step = async (by: number) => {
  const done = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  history.go(by)
  await done
}

test('A step forward and one back are routes, each told once; the way there is told.', async () => {
  const { heard } = routes()
  history.pushState(null, '', '/other?page=2')
  expect(heard).toEqual([false])
  await step(-1)
  expect(heard).toEqual([false, true])
})

test('A hash, a state of its own, and the same address again are none.', () => {
  const { heard } = routes()
  history.pushState(null, '', '#further')
  history.replaceState({ open: true }, '')
  history.pushState(null, '', location.href)
  expect(heard).toEqual([])
})

test('Where the Navigation API is missing, a step forward is noticed at the next look, and a step back at once.', async () => {
  const old = new Proxy(window, {
    get: (target, name) => {
      if (name === 'navigation') return undefined
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const { heard, watch } = routes(old)
  history.pushState(null, '', '/other')
  expect(heard).toEqual([])
  watch.look()
  watch.look()
  expect(heard).toEqual([false])
  await step(-1)
  expect(heard).toEqual([false, true])
})

test('Stopped, it hears nothing; the page’s own history methods are untouched all the while.', () => {
  const { pushState } = history
  const { heard, watch } = routes()
  expect(history.pushState).toBe(pushState)
  watch.stop()
  history.pushState(null, '', '/other')
  expect(heard).toEqual([])
})
