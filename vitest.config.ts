import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { findBrowser, TEST_ARGS } from './scripts/browser.mjs'
import { releaseModule, virtualModules } from './scripts/build/virtual-release.mjs'
import { kernels } from './scripts/kernels.mjs'

const SEEDED = 'packages/sdk/test/fast-check.ts'

type Files = Record<string, { bytes: number; integrity: string }>

const source = fileURLToPath(new URL('packages/sdk/src/', import.meta.url))

/** The modules that the build generates from a release's files. */
const release = (files: () => Files) =>
  virtualModules(source, () => {
    const built = files()
    return releaseModule('0.0.0-test', Object.keys(built), (name) => [
      built[name]?.bytes ?? 0,
      built[name]?.integrity.replace('sha256-', '') ?? '',
    ])
  })

/** Unit tests need no build, and may run while it is running. */
const unbuilt = release(() => ({}))

/** Generated from the files in dist/. */
const built = release(() => {
  const list = 'packages/sdk/dist/release.json'
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')).files : {}
})

/** Every import of fast-check gets a version with a fixed seed. */
const seeded = {
  name: 'seeded',
  enforce: 'pre' as const,
  resolveId: (id: string, importer?: string) =>
    id === 'fast-check' && !importer?.endsWith(SEEDED) ? fileURLToPath(new URL(SEEDED, import.meta.url)) : undefined,
}

const executablePath = findBrowser()

/**
 * Folders whose tests only compute. Their files share one realm, so that each module is loaded and compiled only once.
 * Tests that change a global or the state of a module must not be in these folders.
 */
const COMPUTING = ['sdk/test/unit/{audiences,content,fuzz,lib,measurement,ranking}', 'cli/test', 'measure/test'].map(
  (folder) => `${folder}/**/*.test.ts`,
)

/** Tests that need no browser. Mutation testing runs some of them: vitest.mutation.config.ts. */
export const unit = {
  plugins: [unbuilt, kernels(), seeded],
  test: {
    name: 'unit',
    root: 'packages',
    include: ['sdk/test/unit/**/*.test.ts', '{cli,demo,demo-films,demo-shop,elements,measure}/test/**/*.test.ts'],
    pool: 'threads',
    environment: 'happy-dom',
    setupFiles: ['sdk/test/unit/setup.ts'],
    // Ends tests that hang. The slowest test takes 10 s, and took 31 s on a slow machine that was running other suites.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
} satisfies ViteUserConfig

export default defineConfig({
  test: {
    projects: [
      { ...unit, test: { ...unit.test, include: COMPUTING, isolate: false } },
      { ...unit, test: { ...unit.test, name: 'unit-page', exclude: COMPUTING } },
      {
        plugins: [built, kernels(), seeded],
        test: {
          name: 'package',
          root: 'packages/sdk',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'docs',
          root: 'packages/docs',
          include: ['test/**/*.test.mjs'],
          globalSetup: ['test/build.mjs'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        plugins: [built, seeded],
        // The built engine is served from the root, because its workers need real URLs.
        root: 'packages/sdk',
        publicDir: 'dist',
        optimizeDeps: { include: ['idb', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/patience.ts'],
          // Tests in the browser read these as `import.meta.env`.
          env: { INKLING_FULL: process.env['INKLING_FULL'] ?? '', INKLING_SEED: process.env['INKLING_SEED'] ?? '5' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath && { executablePath }),
                args: [...TEST_ARGS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
