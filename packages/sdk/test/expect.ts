import { expect as playwrights } from '@playwright/test'

/** What is polled is looked at every tenth of a second: Playwright would wait for a whole one from the fourth look on. */
const INTERVALS = [50, 100]

const poll: typeof playwrights.poll = (actual, options) =>
  playwrights.poll(actual, { intervals: INTERVALS, ...(typeof options === 'string' ? { message: options } : options) })

/** Playwright's own, but for how often it polls. */
export const expect: typeof playwrights = new Proxy(playwrights, {
  get: (target, name) => (name === 'poll' ? poll : Reflect.get(target, name)),
})
