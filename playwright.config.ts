import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { sample } from './packages/sdk/test/sample.ts'
import { findBrowser, TEST_ARGS } from './scripts/browser.mjs'

const executablePath = findBrowser()

const { INKLING_FULL } = process.env

/** For tests that use whole cores or measure a browser's total memory: one test of the project at a time. */
const ALONE = { workers: 1, fullyParallel: false }
/** The suites of `promises` that load the machine heavily: heap measurements, killed browsers, many tabs. */
const HEAVY = /(?:routes|kill|tabs|clobbering)\.spec\.ts$/
/** Takes as long as all other promises together, so it is a step of its own. */
const SOAK = /soak\.spec\.ts$/

/**
 * If a GPU is emulated in software, embedding a text takes up to a second. Tests that don't depend on the backend therefore
 * run on WebAssembly. `npm test` tests one other backend, drawn by the seed, on a small page. `npm run test:full` runs all
 * tests on WebGL, but only the small page on WebGPU, which is the slowest.
 */
const DRAWN = sample(['webgl', 'webgpu'] as const, 1)
const ON_GPU = /small page/
const NOTHING = /(?!)/
const PART = {
  wasm: INKLING_FULL ? /./ : /small page|undo|warm/,
  webgl: INKLING_FULL ? /./ : DRAWN.includes('webgl') ? ON_GPU : NOTHING,
  webgpu: INKLING_FULL ? /small page|three food articles/ : DRAWN.includes('webgpu') ? ON_GPU : NOTHING,
}

/** Tests read the backend from `test.info().project.metadata.backend`. */
const onBackend = (backend: keyof typeof PART) => ({
  name: `chromium-${backend}`,
  testDir: 'packages/demo/e2e',
  testMatch: '**/*.backend.spec.ts',
  grep: PART[backend],
  metadata: { backend },
  ...ALONE,
})

// The tests start packages/demo/serve.mjs on a free port themselves, so no server is configured here.
export default defineConfig({
  testDir: 'packages',
  // Playwright empties this folder when it starts, so the other runners' reports are outside it.
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // Each worker has its own browser, profile and server. With more workers, pages would get too little processor time.
  workers: Math.min(4, availableParallelism()),
  fullyParallel: true,
  // Whether a page is parsed within the snippet's 300 ms also depends on the machine. Tests that needed a retry are listed.
  retries: 2,
  // Ends tests that hang. Beside other processes, a page may take several times as long as usual.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath && { executablePath }), args: [...TEST_ARGS] },
  },
  // Long projects come first, so that short ones fill the gaps at the end.
  projects: [
    onBackend('webgpu'),
    onBackend('webgl'),
    onBackend('wasm'),
    { name: 'faults', testDir: 'packages/demo/e2e', testMatch: '**/*.faults.spec.ts' },
    {
      name: 'chromium',
      testDir: 'packages/demo/e2e',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.backend.spec.ts', '**/*.faults.spec.ts'],
    },
    { name: 'shop', testDir: 'packages/demo-shop/e2e', testMatch: '**/*.spec.ts' },
    { name: 'films', testDir: 'packages/demo-films/e2e', testMatch: '**/*.spec.ts' },
    // What the package guarantees when something fails, tested on a small site.
    { name: 'promises-heavy', testDir: 'packages/sdk/test/faults', testMatch: HEAVY, ...ALONE },
    {
      name: 'promises',
      testDir: 'packages/sdk/test',
      testMatch: '{faults,privacy}/**/*.spec.ts',
      testIgnore: [HEAVY, SOAK],
    },
    { name: 'soak', testDir: 'packages/sdk/test/faults', testMatch: SOAK, ...ALONE },
    // Pages are built on request from packages/sdk/dist, with each framework's own compiler.
    { name: 'frameworks', testDir: 'packages/sdk/test/frameworks', testMatch: '**/*.spec.ts' },
    { name: 'pages', testDir: 'packages/sdk/test/pages', testMatch: '**/pages.spec.ts' },
    {
      name: 'inspector',
      testDir: 'packages/sdk/test/inspector',
      testMatch: '**/*.spec.ts',
      snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
    },
    { name: 'strict', testDir: 'packages/sdk/test/strict', testMatch: '**/*.spec.ts' },
    { name: 'guide', testDir: 'packages/sdk/test/guide', testMatch: '**/*.spec.ts' },
    // Needs Debian's packages, so it runs in `npm run test:full`.
    { name: 'wordpress', testDir: 'packages/wordpress/test', testMatch: '**/*.spec.ts', ...ALONE },
    { name: 'engines', testDir: 'packages/sdk/test/pages/engines', testMatch: '**/engines.spec.ts' },
  ],
})
