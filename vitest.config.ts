import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findBrowser } from './scripts/browser.mjs'

const release = {
  name: 'release',
  resolveId: (id: string) => (id === 'virtual:release' ? '\0release' : undefined),
  load: (id: string) =>
    id === '\0release'
      ? 'export const version = "0.0.0-test"; export const hashes = {}; export const laterHash = ""; export const transferHash = ""; export const checkHash = ""'
      : undefined,
}

const executablePath = findBrowser()

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [release],
        test: {
          name: 'unit',
          root: 'packages/sdk',
          include: ['test/unit/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: ['test/unit/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [release],
        // The built engine is served from the root: its workers need real addresses.
        root: 'packages/sdk',
        publicDir: 'dist',
        optimizeDeps: { include: ['idb', 'fast-check'] },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath && { executablePath }),
                args: [
                  '--no-sandbox',
                  '--disable-quic',
                  '--no-first-run',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                  '--enable-unsafe-webgpu',
                  '--enable-unsafe-swiftshader',
                  '--use-gl=angle',
                  '--use-angle=swiftshader',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
