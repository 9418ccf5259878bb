/**
 * The page as a persona sees it. Loaded by the tag if the URL names a persona and the site allows it. It contains a
 * second copy of Inkling, with history and storage in memory (scripts/build/in-memory.mjs): none of the reader's data is
 * read, and nothing is stored.
 */
import { version } from 'virtual:release'
import { type Inkling, wire } from '../client/inkling.ts'
import { readRule, resolveOptions } from '../client/option-table.ts'
import { remember } from '../consent/stored-choice.ts'
import { DENIED, tellConsent } from '../developers/preview/events.ts'
import { isHeldBack, loadPersona, personaName } from '../developers/preview/load-persona.ts'
import { makeVectors } from '../developers/preview/make-vectors.ts'
import { seedHistory } from '../developers/preview/memory-history.ts'
import { ownHistory } from '../developers/preview/own-history.ts'
import { parsed } from '../developers/preview/parsed.ts'
import { YOURSELF } from '../developers/preview/personas.ts'
import { showPreviewNote } from '../developers/preview/preview-note.ts'
import { undoSnippet } from '../developers/preview/undo-snippet.ts'
import { writeSnapshot } from '../first-paint/snapshot.ts'
import type { ReleaseFile } from '../lib/load/release-file.ts'
import type { InklingOptions } from '../options.ts'
import { HELD } from '../runtime/bundles/load-experiments.ts'
import type { ImportFile } from '../runtime/interfaces/session.ts'
import { Runtime } from '../runtime/runtime.ts'
import { createCreatives } from '../runtime/slots/slots.ts'
import type { CreativesBundle, EngineBundle, MeasurementBundle, TableBundle } from '../types/bundles.ts'
import type { Core, Preview } from '../types/core.ts'
import type { Consent } from '../types.ts'

/** A preview sets consent itself. */
const noPlatforms = () => Promise.reject(new Error('a preview asks no consent platform'))

/** Number of page views attributed to the persona: enough to qualify for the model. */
const VIEWS = 5

/** The largest possible holdout. Whether the persona is in it is set by the preview, not drawn at random. */
const HALF = 0.5

/** In place of creatives.js. */
const CREATIVES: CreativesBundle = { createCreatives }

/** Replaces measurement.js: a preview doesn't assign the device to an arm, and reports no exposure to the site. */
const MEASUREMENT: MeasurementBundle = { measure: async () => HELD }

/**
 * Loads bundles as the tag does, but replaces those that would store something, or would leave a slot unchanged because
 * the reader may already have seen it.
 */
const inMemory =
  (importFile: ImportFile): ImportFile =>
  async <T>(name: string, file: ReleaseFile) => {
    if (name === 'creatives.js') return CREATIVES as T
    if (name === 'measurement.js') return MEASUREMENT as T
    const bundle = await importFile<T>(name, file)
    if (name === 'table.js') {
      const { createVectorMaker } = bundle as TableBundle
      const make: TableBundle['createVectorMaker'] = (context, status) =>
        createVectorMaker(context, status, undefined, false)
      return { ...bundle, createVectorMaker: make } as T
    }
    if (name !== 'engine.js') return bundle
    const engine = bundle as EngineBundle
    const createReleaseEngine: EngineBundle['createReleaseEngine'] = (options) =>
      engine.createReleaseEngine({ ...options, cached: false })
    const createPictureEngine: EngineBundle['createPictureEngine'] = (options) =>
      engine.createPictureEngine({ ...options, cached: false })
    return { ...engine, createReleaseEngine, createPictureEngine } as T
  }

/**
 * Starts Inkling with a persona's history instead of the reader's. @throws Error with a readable message if there is no
 * such persona
 */
async function startAs(
  persona: string,
  held: boolean,
  options: InklingOptions,
  load: () => Promise<Core>,
): Promise<Inkling> {
  const now = Date.now()
  const core = await load()
  const anybody: Consent = { state: 'granted', content: true, creatives: true, measurement: held }
  const [[history, agreed]] = await Promise.all([
    persona === YOURSELF
      ? ownHistory(location.search, core.importFile, now)
      : loadPersona(persona, import.meta.url, now).then((history) => [history, anybody] as const),
    parsed(),
  ])
  seedHistory(history, now)
  // Vectors take a while.
  showPreviewNote(persona)
  // The page's scripts receive the reader's real consent, because a persona has given none.
  const told = persona === YOURSELF ? agreed : DENIED
  tellConsent(told)
  const consent = { ...agreed, measurement: held }
  remember(consent)
  writeSnapshot({ views: VIEWS })
  undoSnippet()
  const importFile = inMemory(core.importFile)
  // Shows what a holdout would look like on a site that has none.
  const own: InklingOptions = { ...options, consent: 'manual', ...(held && { holdout: HALF }) }
  await makeVectors(
    { options: resolveOptions(own), readRule, consent, release: version, importFile, trust: core.trust, onChoice() {} },
    VIEWS,
  )
  const inkling = wire(own, async () => ({ Runtime, importFile, trust: core.trust }), noPlatforms, version)
  console.info(
    `Inkling: this page is shown as '${persona}' would see it${held ? ' in the holdout' : ''} (${history.events.length} events). ${persona === YOURSELF ? 'Your own history is left as it is' : 'Nothing is read from your own history'}, and nothing is kept.`,
  )
  // Ignore calls from a consent banner: they concern the reader's own pages.
  const ignored = { set() {}, deny() {}, google() {} }
  return {
    ...inkling,
    persona,
    consent: { get: () => told, ...ignored },
    status: async () => ({ ...(await inkling.status()), consent: told, persona }),
    exportData: async () => ({ ...(await inkling.exportData()), consent: told }),
  }
}

/**
 * Like `wire`, but with the history of the persona that the URL names.
 *
 * @param usual starts Inkling without a persona; called if there is no such persona, which is also reported in the
 * console
 */
export const preview: Preview['preview'] = async (load, options, usual) => {
  try {
    return await startAs(personaName(location.search), isHeldBack(location.search), options, load)
  } catch (cause) {
    // Whoever wrote the address made a mistake, but the page is in order.
    console.warn(cause instanceof Error ? cause.message : cause)
    return usual()
  }
}
