/**
 * What the preview's bundle has in place of the browser's storages: the build hands these to every file that names one
 * (scripts/build/in-memory.mjs), so that the code that runs is the reader's own, and nothing of it reaches the disk.
 */

/** As much of a `Storage` as Inkling uses: keys are the object's own, as there. */
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
