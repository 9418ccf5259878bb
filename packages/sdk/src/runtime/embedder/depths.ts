import type { Status, VectorOrigin } from '../../types.ts'

/** How deep the vectors are that there are. */
export function depthsOf(origins: ReadonlyMap<string, VectorOrigin> | undefined): Pick<Status, 'depth' | 'depths'> {
  if (!origins?.size) return {}
  let deep = 0
  for (const { depth } of origins.values()) deep += depth
  return { depth: deep ? 1 : 0, depths: [origins.size - deep, deep] }
}
