#!/usr/bin/env node
// A file that stands in the repository: npm links no command to one that the build has yet to write.
import { existsSync } from 'node:fs'

const built = new URL('../dist/cli.js', import.meta.url)
if (existsSync(built)) await import(built.href)
else {
  console.error('inkling: this checkout is not built yet: write npm run build --workspace packages/sdk')
  process.exitCode = 1
}
