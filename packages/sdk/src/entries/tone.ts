/**
 * How texts sound: asked for where a slot is sponsored, so that nothing merry is shown beside what is grave, and so a bundle of its own, which
 * `creatives.js` brings in.
 */

import type { RuntimeContext } from '../runtime/runtime-context.ts'
import { Tones } from '../runtime/vectors/tones.ts'

export const createTones = (context: RuntimeContext): Tones => new Tones(context)

export type ToneBundle = typeof import('./tone.ts')
