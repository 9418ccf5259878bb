/**
 * A global that the browser or a script has defined. Only own properties are read: `window` inherits named elements and
 * frames, which would otherwise stand in for a missing global, as in `<img name="trustedTypes">`.
 */
export function ownGlobal<K extends string>(
  name: K,
  from: object = globalThis,
): (typeof globalThis & { [key in K]?: unknown })[K] | undefined {
  return Object.hasOwn(from, name) ? (from as never)[name] : undefined
}
