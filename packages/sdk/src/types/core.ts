/** Exports of the bundles that the tag loads. Contains no runtime code. */

import type { Inkling } from '../client/inkling-api.ts'
import type { gpp } from '../consent/gpp.ts'
import type { tcf } from '../consent/tcf.ts'
import type { wp } from '../consent/wp-consent-api.ts'
import type { Trust } from '../lib/load/trusted-types.ts'
import type { InklingOptions } from '../options.ts'
import type { ImportFile } from '../runtime/interfaces/session.ts'
import type { Runtime } from '../runtime/runtime.ts'

/** The runtime's code, and everything that it needs from its loader. */
export interface Core {
  readonly Runtime: typeof Runtime
  readonly importFile: ImportFile
  /** Passed on because a page allows only one Trusted Types policy per name. */
  readonly trust: Trust
}

/** consent-platforms.js */
export interface ConsentPlatforms {
  readonly gpp: typeof gpp
  readonly tcf: typeof tcf
  readonly wp: typeof wp
}

/** preview.js */
export interface Preview {
  preview(load: () => Promise<Core>, options: InklingOptions, usual: () => Inkling): Promise<Inkling>
}
