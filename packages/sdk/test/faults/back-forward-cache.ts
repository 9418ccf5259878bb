/** A browser with the back/forward cache, which Playwright disables by default. */

import { type Browser, chromium } from '@playwright/test'
// @ts-expect-error it is plain JavaScript
import { findBrowser, TEST_ARGS } from '../../../../scripts/browser.mjs'

/** The caller must close it. */
export const launchWithBackForwardCache = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser() ?? chromium.executablePath(),
    args: [...TEST_ARGS, '--enable-features=BackForwardCache'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
