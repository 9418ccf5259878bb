/** A browser that keeps pages for the way back, as people's browsers do: Playwright switches that off. */

import { type Browser, chromium } from '@playwright/test'
// @ts-expect-error it is plain JavaScript
import { findBrowser, TEST_ARGS } from '../../../../scripts/browser.mjs'

/** Whoever launches it closes it. */
export const launchWithBackForwardCache = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser() ?? chromium.executablePath(),
    args: [...TEST_ARGS, '--enable-features=BackForwardCache'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
