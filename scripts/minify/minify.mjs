/** For Rollup: what makes a bundle's bytes fewer, from the first step to the last. */

import terser from '@rollup/plugin-terser'
import { withLikelyNames } from './likely-names.mjs'
import { inShortForms, withoutArrays } from './short-forms.mjs'

/**
 * @param isForeign whether code in it isn't ours: of that nothing is known but the language
 * @param inPage whether it runs in pages alone
 */
export function minify({ isForeign = false, inPage = false } = {}) {
  const ours = {
    name: 'inkling-short-forms',
    renderChunk: (code, _chunk, { format }) => ({
      code: inShortForms(code, format === 'iife' ? 'script' : 'module', inPage),
      map: null,
    }),
  }
  return [
    !isForeign && ours,
    terser({
      ecma: 2022,
      // One round more finds what the first has made unused; directives stay. None of our functions is a constructor.
      compress: { passes: 3, directives: false, unsafe_arrows: !isForeign },
      // Comments go to THIRD-PARTY.txt.
      format: { comments: false },
    }),
  ]
}

/** Instead of `minify`, where others will do that. */
export const fast = () => ({
  name: 'inkling-fast',
  renderChunk: (code) => ({ code: withoutArrays(code, 'module'), map: null }),
})

/** After `minify`, where bytes count: some seconds for `core.js`, when it `isQuick`, or for what a tenth as long, when not. */
export const likelyNames = ({ isQuick = false } = {}) => ({
  name: 'inkling-likely-names',
  renderChunk: (code) => ({ code: withLikelyNames(code, isQuick), map: null }),
})
