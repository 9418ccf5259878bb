/**
 * In-memory replacements for the browser's storage APIs. The build injects them wherever a file refers to one
 * (scripts/build/in-memory.mjs), so that a preview runs the same code as real visits and writes nothing to disk.
 */

/** The part of `Storage` that Inkling uses; as in the original, keys are own properties. */
class MemoryStorage {
  readonly [key: string]: unknown

  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? (this[key] as string) : null
  }

  setItem(key: string, value: string): void {
    Object.defineProperty(this, key, { value: `${value}`, configurable: true, enumerable: true, writable: true })
  }

  removeItem(key: string): void {
    delete (this as Record<string, unknown>)[key]
  }
}

export const localStorage = new MemoryStorage()
export const sessionStorage = new MemoryStorage()
