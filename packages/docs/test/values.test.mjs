// @vitest-environment node
import { expect, test } from 'vitest'
import { withValues } from '../.vitepress/theme/values.mjs'

const own = { base: '/assets/ink', languages: 'ru,en', consent: 'gpp' }

test.each([
  ['"/inkling/0.2.0/inkling.js"', undefined, '"/assets/ink/0.2.0/inkling.js"'],
  ["'/inkling/0.2.0/encoder-en/'", undefined, "'/assets/ink/0.2.0/encoder-ru/'"],
  [' data-consent="tcf"', undefined, ' data-consent="gpp"'],
  ['"tcf"', 'consent', '"gpp"'],
  ['"en,ru"', 'languages', '"ru,en"'],
  [' en,ru', 'languages', ' ru,en'],
  [' --base /inkling --languages en,ru', undefined, ' --base /assets/ink --languages ru,en'],
  [' --consent tcf', undefined, ' --consent gpp'],
  // Not addresses of the release.
  ['public/inkling', undefined, 'public/inkling'],
  ["import { useRanked } from 'inkling/react'", undefined, "import { useRanked } from 'inkling/react'"],
  ['tcf', undefined, 'tcf'],
])('%s', (sample, option, filled) => {
  expect(withValues(sample, option, own)).toBe(filled)
})

test('A command gets only values that it takes.', () => {
  const wp = { ...own, consent: 'wp' }
  expect(withValues('init --consent tcf', undefined, wp)).toBe('init --consent manual')
  expect(withValues(' tcf', '--consent', wp)).toBe(' manual')
  expect(withValues(' data-consent="tcf"', undefined, wp)).toBe(' data-consent="wp"')
})
