/**
 * Gives one node other members than its kind has. Own properties would not do: what a node owns may be an element with a
 * name, and is never read (`src/lib/dom.ts`).
 */
export function stub(node: object, members: Readonly<Record<string, unknown>>): void {
  const own = Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(members)).map(([name, each]) => [
      name,
      { ...each, configurable: true },
    ]),
  )
  Object.setPrototypeOf(node, Object.create(Object.getPrototypeOf(node), own))
}
