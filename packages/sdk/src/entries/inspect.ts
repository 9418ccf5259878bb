/**
 * `<inkling-inspector>`. Loaded by check.js if the URL asks for the inspector and the site's option `inspect` allows
 * it.
 */
import { version } from 'virtual:release'
import { openInspector } from '../developers/inspector/inspector.ts'
import type { InspectorInput } from '../developers/inspector/inspector-input.ts'

/**
 * For previews of an earlier day, whose own code can't access storage: functions that read the stored data and
 * check whether it may be read.
 */
export { recall } from '../consent/stored-choice.ts'
export { readUntil } from '../history/database/read-until.ts'

export const inspect = (asked: Pick<InspectorInput, 'options' | 'heard' | 'check'>): void =>
  openInspector({ ...asked, version, folder: new URL('.', import.meta.url).href })

export type InspectBundle = typeof import('./inspect.ts')
