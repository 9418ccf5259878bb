/**
 * Replaces `page/guard/viewport.ts` and `page/guard/layout-shift.ts`. A reader's list is ordered before the first frame
 * that shows it. A preview has no snapshot and loads its code first, so it orders after that frame and moves items in
 * view, which is what its user wants to see.
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
