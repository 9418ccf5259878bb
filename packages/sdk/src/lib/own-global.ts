/**
 * A global that the browser or a script has defined. Own properties are read, because named elements and frames, which
 * `window` inherits, would otherwise replace a missing global, as in `<img name="trustedTypes">`.
 */
export function ownGlobal<K extends string>(
  name: K,
  from: object = globalThis,
): (typeof globalThis & { [key in K]?: unknown })[K] | undefined {
  return Object.hasOwn(from, name) ? (from as never)[name] : undefined
}
