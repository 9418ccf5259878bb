/** A test that runs in both happy-dom and a real browser: its name and its body. */
export type Case = readonly [name: string, run: () => void | Promise<void>]
