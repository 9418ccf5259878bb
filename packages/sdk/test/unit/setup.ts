import '../patience.ts'

/** happy-dom paints nothing, yet its timeline runs: what a test shows would count as seen. Some tests have no document. */
if (typeof document === 'object')
  Object.defineProperty(Object.getPrototypeOf(document), 'timeline', { value: undefined, configurable: true })
