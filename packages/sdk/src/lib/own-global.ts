/**
 * What the browser, or a script, has put on the global object. Where a browser lacks it, `<img name="trustedTypes">` would
 * answer in its place: elements, and frames, are inherited by the window, and never its own.
 */
export function ownGlobal<K extends string>(
  name: K,
  from: object = globalThis,
): (typeof globalThis & { [key in K]?: unknown })[K] | undefined {
  return Object.hasOwn(from, name) ? (from as never)[name] : undefined
}
