/** The contents of a page's heap after garbage collection, as reported by the browser. */

import type { CDPSession } from '@playwright/test'
import { expect } from '@playwright/test'

/** Detached nodes in the page's heap, according to V8's own snapshot. */
export async function detachedNodes(session: CDPSession): Promise<number> {
  const chunks: string[] = []
  const take = ({ chunk }: { chunk: string }) => chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', take)
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', take)
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as {
    snapshot: { meta: { node_fields: string[] } }
    nodes: number[]
  }
  const { node_fields: fields } = snapshot.meta
  const at = fields.indexOf('detachedness')
  expect(at).toBeGreaterThan(-1)
  const DETACHED = 2
  let count = 0
  for (let i = at; i < nodes.length; i += fields.length) if (nodes[i] === DETACHED) count++
  return count
}

/** Objects with a prototype that live, in the page: `MutationObserver`, `HTMLLIElement`. */
export async function living(session: CDPSession, name: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { expression: `${name}.prototype` })
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! })
  const { result: length } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await session.send('Runtime.releaseObject', { objectId: objects.objectId! })
  await session.send('Runtime.releaseObject', { objectId: result.objectId! })
  return length.value as number
}

/** Kinds of the listeners that an object of the page has. */
export async function listenersOf(session: CDPSession, expression: string): Promise<string[]> {
  const { result } = await session.send('Runtime.evaluate', { expression })
  const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId! })
  await session.send('Runtime.releaseObject', { objectId: result.objectId! })
  return listeners.map(({ type }) => type).sort()
}

export interface Counted {
  readonly nodes: number
  readonly listeners: number
  /** Bytes. */
  readonly heap: number
}

export async function count(session: CDPSession): Promise<Counted> {
  // What falls free by the first may free more: finalisers, weak maps.
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage')
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters')
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage')
  return { nodes, listeners, heap }
}
