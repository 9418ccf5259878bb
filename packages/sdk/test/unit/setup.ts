/** happy-dom paints nothing, yet its timeline runs: what a test shows would count as seen. */
Object.defineProperty(document, 'timeline', { value: undefined, configurable: true })
