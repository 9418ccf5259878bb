/**
 * What runs only while consent is granted. A bundle of its own beside the tag, so that whoever has not consented pays for
 * the choice alone.
 */
import { checkFile, previewFile } from 'virtual:release'
import type { Inkling } from '../client/inkling-api.ts'
import * as dom from '../lib/dom.ts'
import type { InklingOptions } from '../options.ts'
import type { Bring } from '../runtime/interfaces/session.ts'
import type { Core, Preview } from '../types/core.ts'
import type * as check from './check.ts'

export { Runtime } from '../runtime/runtime.ts'

// Nothing of these runs here: the tag, which is asked for them, need not carry the hashes itself.

/** For whoever checks a page in the console, or has it inspected. */
export const checking = (bring: Bring) => bring<typeof check>('check.js', checkFile)

/** What the inspector is to hear of. */
const EVENTS = ['ready', 'consent', 'engine', 'ranked', 'profile', 'creative', 'kept', 'exposure', 'outcome', 'error']

/**
 * Starts Inkling where the address asks for what readers don't have, and the site lets it.
 *
 * @param persona whether it names one
 * @param inspector whether it asks for the inspector, which hears of all that happens on the page
 * @param usual starts Inkling as it is without a persona
 */
export async function startAsked(
  persona: boolean,
  inspector: boolean,
  load: () => Promise<Core>,
  options: InklingOptions,
  usual: () => Inkling,
): Promise<Inkling> {
  const { bring } = await load()
  const heard: Event[] = []
  if (inspector)
    for (const name of EVENTS) dom.addEventListener(document, `inkling:${name}`, (event) => heard.push(event))
  const inkling = persona
    ? await (await bring<Preview>('preview.js', previewFile)).preview(load, options, usual)
    : usual()
  if (inspector) void checking(bring).then(({ inspect }) => inspect(bring, options, heard))
  return inkling
}
