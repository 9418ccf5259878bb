/**
 * Interests that form by themselves: what the reader opened falls into groups of things that are alike.
 *
 * Nothing of it is stored. Groups are grown from the history, in the order in which things were opened, each thing once: so
 * they stand after each visit as they stood then, and what comes later joins them or founds others. What is
 * taken out of the history is gone from them, too.
 */
import { dot } from '../lib/cosine.ts'
import type { Segment } from '../types.ts'
import { add } from './rows.ts'
import { type Labelled, nameOf } from './segment-name.ts'

/** Something that was opened. */
export interface Opened extends Labelled {
  readonly item: string
  /** When it was first opened, in milliseconds since 1970. */
  readonly at: number
  /** What it says now, in clicks, older things less. */
  readonly weight: number
  /** Its vector (width), of length 1 and centred. */
  readonly row: Float32Array
}

/** Cosine to a segment's centre from which on a thing joins it, and to each other from which on things found one. */
const JOIN = 0.3
const FOUND = 0.4
/** Things that found a segment. */
const FOUNDERS = 3
/** Cosine of two centres from which on the younger segment goes into the older. */
const MERGE = 0.75
/** Share of the weight below which a segment isn't told of, and how many are. */
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
    const kin = loose.filter((other) => cosine(each.row, other.row) >= FOUND)
    if (near && near.likeness >= JOIN) join(near.group, [each])
    else if (kin.length + 1 >= FOUNDERS) {
      const founders = [...kin, each]
      loose = loose.filter((other) => !kin.includes(other))
      const group = { id: founders[0]!.item, members: [], sum: new Float32Array(each.row.length) }
      join(group, founders)
      groups.push(group)
    } else loose.push(each)
    merge(groups)
  }
  return groups
}

/** Two that have become one: the older keeps its name. */
function merge(groups: Group[]): void {
  for (let young = groups.length - 1; young > 0; young--) {
    const into = groups.slice(0, young).find((old) => cosine(old.sum, groups[young]!.sum) >= MERGE)
    if (!into) continue
    join(into, groups[young]!.members)
    groups.splice(young, 1)
  }
}

/** @param opened each thing once, in any order @returns the weightiest first; none where too little is known */
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
    const name = nameOf(new Set(members), inOrder, taken)
    taken.add(name)
    const items = [...members].sort((a, b) => b.weight - a.weight).map(({ item }) => item)
    return { id, name, share: weight / total, items }
  })
}
