import { assertUsage } from '../lib/assert-usage.ts'
import type { Inkling } from './inkling-api.ts'
import type { RuntimeHandle } from './runtime-handle.ts'

export function measureCalls({ ask }: RuntimeHandle): Inkling['measure'] {
  const measured = () => ask((runtime) => runtime.measured())
  return {
    summary: async () => (await measured())?.summary() ?? [],
    async convert(name, value = 0) {
      assertUsage(
        /^[a-z]\w{0,39}$/i.test(name) && Number.isFinite(value),
        "write convert('subscribe', 9.5): a name of letters, digits and _, and a number",
      )
      ;(await measured())?.convert(name, value)
    },
  }
}
