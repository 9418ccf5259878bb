import type { Page } from '@playwright/test'

/** The operations that all engines support, over whatever protocol. */
export interface Tab {
  goto(address: string): Promise<unknown>
  /** Runs a function in the page from its source text; it can only use its argument and the page. */
  evaluate<R, A = undefined>(run: (argument: A) => R | Promise<R>, argument?: A): Promise<R>
}

export const tabOf = (page: Page): Tab => ({
  goto: (address) => page.goto(address),
  evaluate: (run, argument) => page.evaluate(run as never, argument as never),
})

/** Milliseconds. */
const PATIENCE = 20_000
const PAUSE = 30

/** Polls the page until the function returns true. @throws with `what` on timeout */
export async function until<A>(tab: Tab, what: string, holds: (argument: A) => unknown, argument?: A): Promise<void> {
  const end = Date.now() + PATIENCE
  for (;;) {
    if (await tab.evaluate(holds as (argument: A) => boolean | Promise<boolean>, argument)) return
    if (Date.now() > end) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}
