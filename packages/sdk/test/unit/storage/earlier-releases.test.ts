import 'fake-indexeddb/auto'
import { beforeEach, test } from 'vitest'
import { reset } from '../../cases/history.ts'
import { storedCases } from '../../cases/stored.ts'

beforeEach(reset)

for (const [name, run] of storedCases) test(name, run)
