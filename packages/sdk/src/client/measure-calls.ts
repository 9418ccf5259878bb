import type { Inkling } from './inkling-api.ts'
import type { RuntimeHandle } from './runtime-handle.ts'

export function measureCalls({ ask }: RuntimeHandle): Inkling['measure'] {
  const measured = () => ask((runtime) => runtime.measured())
  return {
    summary: async () => (await measured())?.summary() ?? [],
    convert: async (name, value = 0) => (await measured())?.convert(name, value),
  }
}
