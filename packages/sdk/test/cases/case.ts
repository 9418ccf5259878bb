/** Runs in happy-dom and in a real browser alike: a name, and what must hold. */
export type Case = readonly [name: string, run: () => void | Promise<void>]
