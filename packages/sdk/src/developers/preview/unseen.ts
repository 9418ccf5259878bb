/**
 * Replaces `page/guard/viewport.ts` and `page/guard/layout-shift.ts`. On a normal visit, a list is ordered before the
 * first frame that shows it. A preview has no snapshot and must load its code first, so it orders lists after that
 * frame and moves items in view. This is what the person using the preview wants to see.
 */

import type * as layoutShift from '../../page/guard/layout-shift.ts'
import type * as viewport from '../../page/guard/viewport.ts'

const no = () => false

export const isInViewport: typeof viewport.isInViewport = no
export const isPainted: typeof viewport.isPainted = no
export const mayBeSeen: typeof viewport.mayBeSeen = no
export const watchLayoutShift: typeof layoutShift.watchLayoutShift = () => ({
  stopped: false,
  watch() {},
  seen: no,
  moved() {},
  forget() {},
  stop() {},
})
