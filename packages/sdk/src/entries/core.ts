/**
 * The runtime, which runs only while consent is granted. It is a separate bundle, so that pages without consent load
 * only the tag.
 */
import { checkFile, previewFile } from 'virtual:release'
import type { Inkling } from '../client/inkling-api.ts'
import * as dom from '../lib/dom.ts'
import type { InklingOptions } from '../options.ts'
import type { ImportFile } from '../runtime/interfaces/session.ts'
import type { Core, Preview } from '../types/core.ts'
import type * as check from './check.ts'

export { Runtime } from '../runtime/runtime.ts'

// These are in this bundle so that the tag doesn't have to contain the hashes of check.js and preview.js.

/** Loads check.js, for `inkling.check()` and the inspector. */
export const checking = (importFile: ImportFile) => importFile<typeof check>('check.js', checkFile)

/** Events that the inspector shows. */
const EVENTS = [
  'ready',
  'consent',
  'engine',
  'ranked',
  'profile',
  'creative',
  'unfilled',
  'exposure',
  'outcome',
  'error',
]

/**
 * Starts Inkling if the URL asks for a preview or the inspector, and the site allows it.
 *
 * @param persona whether the URL names a persona
 * @param inspector whether the URL asks for the inspector, which receives all of the page's events
 * @param usual starts Inkling without a persona
 */
export async function startAsked(
  persona: boolean,
  inspector: boolean,
  load: () => Promise<Core>,
  options: InklingOptions,
  usual: () => Inkling,
): Promise<Inkling> {
  const { importFile } = await load()
  const heard: Event[] = []
  if (inspector)
    for (const name of EVENTS) dom.addEventListener(document, `inkling:${name}`, (event) => heard.push(event))
  const inkling = persona
    ? await (await importFile<Preview>('preview.js', previewFile)).preview(load, options, usual)
    : usual()
  if (inspector) void checking(importFile).then(({ inspect }) => inspect(importFile, options, heard))
  return inkling
}
