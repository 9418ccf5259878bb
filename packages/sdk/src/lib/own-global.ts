/**
 * A global that the browser or a script has defined. Where a browser lacks one, `<img name="trustedTypes">` would be
 * returned instead: named elements and frames are inherited by `window`, never its own properties.
 */
export function ownGlobal<K extends string>(
  name: K,
  from: object = globalThis,
): (typeof globalThis & { [key in K]?: unknown })[K] | undefined {
  return Object.hasOwn(from, name) ? (from as never)[name] : undefined
}
