/**
 * In place of `page/guard/viewport.ts` and `page/guard/layout-shift.ts`. A reader's list is in order before a frame shows it. A
 * preview has no snapshot, and brings its code first: it comes after the frame, and moves what stands in view, since that
 * is what somebody wants to see.
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
