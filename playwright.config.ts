import { defineConfig } from '@playwright/test'
import { BROWSER_ARGS, findBrowser } from './scripts/browser.mjs'

const executablePath = findBrowser()

const { INKLING_FULL, INKLING_SEED = '5' } = process.env
const TOPICS = ['space', 'food', 'music']
const DRAWN = TOPICS[Number(INKLING_SEED) % TOPICS.length] ?? TOPICS[0]
/**
 * Rendered in software, a test takes a minute and more. What is no matter of the backend runs on WebAssembly; on WebGL `npm test`
 * has one topic, and `npm run test:full` everything; WebGPU, the slowest, always has the one that its page is made for.
 */
const PART = {
  wasm: /./,
  webgl: INKLING_FULL ? /./ : new RegExp(`three ${DRAWN} articles`),
  webgpu: /three food articles/,
}

/** The tests read it: `test.info().project.metadata.backend`. */
const onBackend = (backend: keyof typeof PART) => ({
  name: `chromium-${backend}`,
  testDir: 'packages/demo/e2e',
  testMatch: '**/*.backend.spec.ts',
  grep: PART[backend],
  metadata: { backend },
})

// The tests start their own server, packages/demo/serve.mjs on a free port of this machine: nothing waits for one here.
export default defineConfig({
  testDir: 'packages',
  // Playwright empties this folder at the start: the reports of the other runners lie beside it.
  outputDir: 'test-results/playwright',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // Software rendering takes whole cores: two tests at once would disturb each other's times.
  workers: 1,
  // Whether a page is parsed within the snippet's 300 ms is the machine's doing, too. A test that needed another try is named.
  retries: 2,
  timeout: 120_000,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath && { executablePath }), args: [...BROWSER_ARGS] },
  },
  projects: [
    {
      name: 'chromium',
      testDir: 'packages/demo/e2e',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.backend.spec.ts', '**/*.faults.spec.ts'],
    },
    onBackend('wasm'),
    onBackend('webgl'),
    onBackend('webgpu'),
    { name: 'faults', testDir: 'packages/demo/e2e', testMatch: '**/*.faults.spec.ts' },
    // What the package promises when things go wrong, on a small site of its own.
    { name: 'promises', testDir: 'packages/sdk/test/faults', testMatch: '**/*.spec.ts' },
    // Built from packages/sdk/dist when a test asks for a page, by the frameworks' own compilers.
    { name: 'frameworks', testDir: 'packages/sdk/test/frameworks', testMatch: '**/*.spec.ts' },
    { name: 'pages', testDir: 'packages/sdk/test/pages', testMatch: '**/pages.spec.ts' },
    { name: 'strict', testDir: 'packages/sdk/test/strict', testMatch: '**/*.spec.ts' },
    { name: 'guide', testDir: 'packages/sdk/test/guide', testMatch: '**/*.spec.ts' },
    { name: 'engines', testDir: 'packages/sdk/test/pages/engines', testMatch: '**/engines.spec.ts' },
  ],
})
