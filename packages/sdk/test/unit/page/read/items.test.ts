import { test } from 'vitest'
import { itemCases, listCases, slotCases } from '../../../cases/items.ts'

for (const [name, run] of [...itemCases, ...listCases, ...slotCases]) test(name, run)
