#!/usr/bin/env node
// This file is committed because npm can't link a command to a file that the build hasn't written yet.
import { existsSync } from 'node:fs'

const built = new URL('../dist/cli.js', import.meta.url)
if (existsSync(built)) await import(built.href)
else {
  console.error('inkling: this checkout is not built yet: write npm run build --workspace packages/sdk')
  process.exitCode = 1
}
