/** A simulated experiment, which reference.py reproduces number by number. */
import type { Device } from '../../src/estimator/device.ts'

/** 0 ≤ x < 1: the generator from Numerical Recipes, a one-liner in any language. */
export function draws(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** @param uplift probability of an additional click in the arm `ranked` */
export function experiment(devices = 6000, { seed = 17, uplift = 0.2 } = {}): Device[] {
  const next = draws(seed)
  return Array.from({ length: devices }, () => {
    const isRanked = next() < 0.5
    const activity = Math.floor(1 / (next() + 0.05))
    const views = activity + Math.floor(3 * next())
    const more = Number(next() < uplift)
    const click = Math.floor(views * next() * 0.4) + (isRanked ? more : 0)
    const viewsBefore = Math.max(0, activity + Math.floor(3 * next()) - 1)
    const clickBefore = Math.floor(viewsBefore * next() * 0.4)
    const isPhone = next() < 0.6
    const subscribe = Number(next() < 0.3 && click > 1)
    const subscribeBefore = Number(next() < 0.3 && clickBefore > 1)
    return {
      arm: isRanked ? 'ranked' : 'holdout',
      counts: { click, view: views, subscribe },
      before: { click: clickBefore, view: viewsBefore, subscribe: subscribeBefore },
      segments: { platform: isPhone ? 'phone' : 'desk' },
    }
  })
}
