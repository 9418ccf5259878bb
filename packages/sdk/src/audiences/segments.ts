/**
 * Segments: clusters of similar items that the reader has opened.
 *
 * Nothing is stored. Clusters are grown from the history in the order in which items were first opened. Each visit
 * therefore reproduces the clusters of earlier visits, and new items either join these clusters or form new clusters.
 * Items deleted from the history also disappear from the clusters.
 */
import { dot } from '../lib/cosine.ts'
import type { Segment } from '../types.ts'
import { add } from './rows.ts'
import { type Labelled, nameSegment } from './segment-name.ts'

/** An opened item. */
export interface Opened extends Labelled {
  readonly item: string
  /** Time at which the item was first opened, in milliseconds since 1970. */
  readonly at: number
  /** Current weight as evidence, in clicks, after decay. */
  readonly weight: number
  /** The item's vector (width), centred and scaled to length 1. */
  readonly row: Float32Array
}

/**
 * Minimum cosine between an item and a segment's centre for the item to join the segment, and between items for them to
 * form a new segment.
 */
const JOIN = 0.3
const FOUND = 0.4
/** Number of items needed to form a segment. */
const FOUNDERS = 3
/** Minimum cosine between two segments' centres for the newer segment to be merged into the older one. */
const MERGE = 0.75
/** Segments with less than this share of the total weight are dropped, and at most `MOST` segments are returned. */
const LEAST_SHARE = 0.05
const MOST = 6

interface Group {
  readonly id: string
  readonly members: Opened[]
  /** Sum of the rows (width). */
  readonly sum: Float32Array
}

const cosine = (row: Float32Array, sum: Float32Array) => dot(row, sum) / Math.sqrt(dot(row, row) * dot(sum, sum) || 1)

function join(group: Group, members: readonly Opened[]): void {
  for (const member of members) {
    group.members.push(member)
    add(group.sum, member.row)
  }
}

function grow(opened: readonly Opened[]): Group[] {
  const groups: Group[] = []
  let loose: Opened[] = []
  for (const each of opened) {
    const near = groups
      .map((group) => ({ group, likeness: cosine(each.row, group.sum) }))
      .sort((a, b) => b.likeness - a.likeness)[0]
    const similar = loose.filter((other) => cosine(each.row, other.row) >= FOUND)
    if (near && near.likeness >= JOIN) join(near.group, [each])
    else if (similar.length + 1 >= FOUNDERS) {
      const founders = [...similar, each]
      loose = loose.filter((other) => !similar.includes(other))
      const group = { id: founders[0]!.item, members: [], sum: new Float32Array(each.row.length) }
      join(group, founders)
      groups.push(group)
    } else loose.push(each)
    merge(groups)
  }
  return groups
}

/** Merges segments whose centres have converged; the older segment keeps its id. */
function merge(groups: Group[]): void {
  for (let young = groups.length - 1; young > 0; young--) {
    const into = groups.slice(0, young).find((old) => cosine(old.sum, groups[young]!.sum) >= MERGE)
    if (!into) continue
    join(into, groups[young]!.members)
    groups.splice(young, 1)
  }
}

/**
 * @param opened opened items, without duplicates, in any order
 * @returns segments, heaviest first; empty if too little is known
 */
export function segments(opened: readonly Opened[]): Segment[] {
  const inOrder = [...opened].sort((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1))
  const total = inOrder.reduce((sum, { weight }) => sum + weight, 0)
  const told = grow(inOrder)
    .map((group) => ({ group, weight: group.members.reduce((sum, { weight }) => sum + weight, 0) }))
    .filter(({ weight }) => weight >= LEAST_SHARE * total)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST)
  const taken = new Set<string>()
  return told.map(({ group: { id, members }, weight }) => {
    const name = nameSegment(new Set(members), inOrder, taken)
    taken.add(name)
    const items = [...members].sort((a, b) => b.weight - a.weight).map(({ item }) => item)
    return { id, name, share: weight / total, items }
  })
}
