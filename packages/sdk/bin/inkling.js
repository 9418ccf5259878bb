#!/usr/bin/env node
// A file that stands in the repository: npm links no command to one that the build has yet to write.
import '../dist/cli.js'
