// Untrusted creatives: what each does on the page in Chromium, without a policy that would stop it and under strict
// ones.

import { test } from '@playwright/test'
import { expect } from '../expect.ts'
import { tabOf } from '../pages/support/tab.ts'
import { sample } from '../sample.ts'
import { checkHeld, checkRefused } from './creatives/checks.ts'
import { ATTACKS, HELD } from './creatives/markup.ts'
import { NONCE } from './creatives/site.ts'
import { askedAhead } from './creatives/visit.ts'

const STRICT = `script-src 'nonce-${NONCE}' 'strict-dynamic'; object-src 'none'; base-uri 'none'`
const POLICIES = {
  'no policy': undefined,
  'a nonce and strict-dynamic': `${STRICT}; style-src 'self'`,
  'Trusted Types': `${STRICT}; require-trusted-types-for 'script'; trusted-types inkling`,
}

test.use({ viewport: { width: 1280, height: 1000 } })

test('Chromium asks for nothing that lies in a template.', async ({ page }) => {
  const strangers = [...Object.values(ATTACKS), ...Object.values(HELD)]
  expect(await askedAhead(tabOf(page), strangers)).toEqual([])
})

for (const [name, policy] of sample(Object.entries(POLICIES), 1)) {
  test(`What a creative may not have is refused before anything of it is in the page: ${name}.`, async ({ page }) => {
    await checkRefused(tabOf(page), policy)
  })

  test(`What it may have is shown by tag and snippet, within its slot and behind its label: ${name}.`, async ({
    page,
  }) => {
    await checkHeld(tabOf(page), policy)
  })
}
