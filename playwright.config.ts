import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { sample } from './packages/sdk/test/sample.ts'
import { findBrowser, TEST_ARGS } from './scripts/browser.mjs'

const executablePath = findBrowser()

const { INKLING_FULL } = process.env

/** What takes whole cores, or counts what a browser holds in all: one at a time of each project. */
const ALONE = { workers: 1, fullyParallel: false }
/** The suites of `promises` that load a machine by themselves: a soak, heaps, killed browsers, many tabs. */
const HEAVY = /(?:soak|routes|kill|tabs|clobbering)\.spec\.ts$/

/**
 * Rendered in software, a text takes up to a second. What is no matter of the backend runs on WebAssembly; `npm test` goes the
 * whole way with one of the others, drawn by the seed, on a small page, and `npm run test:full` everything on WebGL. WebGPU,
 * the slowest, always has the small page.
 */
const DRAWN = sample(['webgl', 'webgpu'] as const, 1)
const ON_GPU = /small page/
const NOTHING = /(?!)/
const PART = {
  wasm: INKLING_FULL ? /./ : /small page|undo|warm/,
  webgl: INKLING_FULL ? /./ : DRAWN.includes('webgl') ? ON_GPU : NOTHING,
  webgpu: INKLING_FULL ? /small page|three food articles/ : DRAWN.includes('webgpu') ? ON_GPU : NOTHING,
}

/** The tests read it: `test.info().project.metadata.backend`. */
const onBackend = (backend: keyof typeof PART) => ({
  name: `chromium-${backend}`,
  testDir: 'packages/demo/e2e',
  testMatch: '**/*.backend.spec.ts',
  grep: PART[backend],
  metadata: { backend },
  ...ALONE,
})

// The tests start their own server, packages/demo/serve.mjs on a free port of this machine: nothing waits for one here.
export default defineConfig({
  testDir: 'packages',
  // Playwright empties this folder at the start: the reports of the other runners lie beside it.
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // Each has a browser, a profile and a server of its own. More of them than this, and their pages starve.
  workers: Math.min(4, availableParallelism()),
  fullyParallel: true,
  // Whether a page is parsed within the snippet's 300 ms is the machine's doing, too. A test that needed another try is named.
  retries: 2,
  timeout: 120_000,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath && { executablePath }), args: [...TEST_ARGS] },
  },
  // The longest first: what is short fills up what is left.
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
    // What the package promises when things go wrong, on a small site of its own.
    { name: 'promises-heavy', testDir: 'packages/sdk/test/faults', testMatch: HEAVY, ...ALONE },
    { name: 'promises', testDir: 'packages/sdk/test/faults', testMatch: '**/*.spec.ts', testIgnore: HEAVY },
    // Built from packages/sdk/dist when a test asks for a page, by the frameworks' own compilers.
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
    { name: 'engines', testDir: 'packages/sdk/test/pages/engines', testMatch: '**/engines.spec.ts' },
  ],
})
