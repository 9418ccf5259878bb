// @vitest-environment node
// The foundations of the tests: packages are what they were when they were chosen, and only we build a release.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const root = new URL('../../../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

describe('the lockfile', () => {
  interface Entry {
    readonly link?: true
    readonly integrity?: string
    readonly resolved?: string
  }
  const { lockfileVersion, packages } = JSON.parse(read('package-lock.json')) as {
    lockfileVersion: number
    packages: Record<string, Entry>
  }
  const entries = Object.entries(packages)
  /** The others are workspaces of this repository. */
  const fetched = entries.filter(([path, { link }]) => path.includes('node_modules/') && !link)

  test('has a SHA-512 for every package that is fetched', () => {
    expect(lockfileVersion).toBe(3)
    expect(fetched.length).toBeGreaterThan(100)
    const without = fetched.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    expect(without.map(([path]) => path)).toEqual([])
  })

  test('names no host: packages come from whichever registry is set, and the hash decides', () => {
    expect(entries.filter(([, { resolved }]) => resolved?.includes('://')).map(([path]) => path)).toEqual([])
    expect(read('.npmrc').split('\n')).toContain('omit-lockfile-registry-resolved=true')
  })

  test('links to nothing outside the workspaces', () => {
    const links = entries.filter(([, { link }]) => link).map(([, { resolved }]) => resolved)
    expect(links.sort()).toEqual([
      ...['de', 'es', 'fr', 'it', 'pl', 'pt', 'ru'].map((language) => `models/encoder-${language}`),
      'models/image-encoder',
      'packages/cli',
      'packages/demo',
      'packages/demo-films',
      'packages/demo-shop',
      'packages/docs',
      'packages/elements',
      'packages/guides',
      'packages/measure',
      'packages/sdk',
      'packages/wordpress',
    ])
  })
})

test('nothing is a dependency of the package: what pages get is in its files already', () => {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(read('packages/sdk/package.json'))
  expect([dependencies, optionalDependencies]).toEqual([undefined, undefined])
  expect(Object.keys(peerDependencies)).toEqual(['react'])
})

describe('workflows', () => {
  const names = readdirSync(new URL('.github/workflows/', root))
  const release = read('.github/workflows/release.yml')

  test.each(names)('%s: every action is a commit, with its version beside it', (name) => {
    const uses = read(`.github/workflows/${name}`)
      .split('\n')
      .filter((line) => /\buses:/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test.each(names)('%s: may read, and no more but where a job says what for', (name) => {
    const text = read(`.github/workflows/${name}`)
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m)
    expect(text).not.toMatch(/permissions: *(write-all|read-all)|pull_request_target|secrets\./)
    for (const checkout of text.split('actions/checkout@').slice(1))
      expect(checkout.slice(0, 120)).toContain('persist-credentials: false')
  })

  test('release.yml: the job that publishes may write releases and be known to npm, and no other job may', () => {
    const jobs = release.slice(release.indexOf('\njobs:\n')).split(/\n(?= {2}\w+:\n)/)
    const writing = jobs.filter((job) => /: write\b/.test(job))
    expect(writing).toHaveLength(1)
    expect(writing[0]).toMatch(/^ {2}release:\n/)
    expect(writing[0]!.match(/\S+: write\b/g)).toEqual(['contents: write', 'id-token: write'])
  })

  test('release.yml: nothing is published that was not proven, looked up and tested first', () => {
    const order = ['needs: full', 'npm audit --audit-level=low', 'npm audit signatures', 'npm test', 'npm publish']
    const places = order.map((step) => release.lastIndexOf(step))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(release.match(/^ {2}full:\n[\s\S]*?(?=\n {2}\w+:\n)/m)?.[0]).toContain('- run: npm run test:full\n')
    expect(release).toMatch(/npm publish .*--provenance/)
    for (const tool of release.matchAll(/npm install --global (\S+)/g)) expect(tool[1]).toMatch(/@\d+\.\d+\.\d+$/)
    expect(release).not.toMatch(/continue-on-error|npm install(?! --global)/)
  })
})
