import type { ErrorCode } from '../../types.ts'
import { type Database, type Name, openDatabase, type Transaction } from './database.ts'
import { deleteDatabase, ignoreRejection } from './delete.ts'

/** A lost connection is reopened so often; then memory takes over. */
const REOPENINGS = 3
/** Milliseconds after which an opening, or a deletion, that neither succeeds nor fails counts as failed. */
const PATIENCE = 2000

const silent = () => new Error("IndexedDB doesn't answer")

/** @throws Error when it takes too long */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silent()), PATIENCE)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}

const nameOf = (cause: unknown): string => (cause instanceof DOMException ? cause.name : '')
/** The handle is dead, the database needn't be. */
const isLost = (cause: unknown): boolean => /^(InvalidState|Unknown|Abort)Error$/.test(nameOf(cause))

function say(cause: unknown): readonly [ErrorCode, string] {
  const memory = 'this visit is kept in memory only'
  const name = nameOf(cause)
  if (name === 'QuotaExceededError') return ['storage-full', `the browser's quota is used up: ${memory}`]
  const why = name === 'VersionError' ? 'holds the history of a newer release' : 'fails'
  return ['storage-unavailable', `IndexedDB ${why}: ${memory}`]
}

/** Reports to the page what is wrong with the storage. */
export type ReportError = (code: ErrorCode, message: string, cause: unknown) => void

export interface ConnectionInput {
  /** Called once when storage fails. */
  readonly report: ReportError
  /** Another tab, or the reader, has deleted everything. `atOnce`: while this page was connected. */
  readonly onEmptied: (atOnce: boolean) => void
  /** An opening that counted as failed has succeeded after all. */
  readonly onLate: () => void
}

/**
 * The one connection of a page to its database: opened when first needed, closed when another tab upgrades or
 * deletes it, opened again when lost. Writers of several tabs take turns by IndexedDB's own transactions: no lock outlasts one.
 */
export class Connection {
  readonly #input: ConnectionInput
  #database: Database | undefined
  #opening: Promise<Database> | undefined
  #deleting: Promise<unknown> | undefined
  #lost: Database | undefined
  #late = false
  #opened = false
  #reopenings = 0
  #reported = false
  #over = false
  /** Work of an earlier term is dropped: what it would write has been deleted. */
  #term = 0

  constructor(input: ConnectionInput) {
    this.#input = input
  }

  /**
   * Does `work` in a transaction, again on a new connection if the old one is lost. On any other fault memory serves on, and
   * the fault is reported once.
   *
   * @param durability relaxed: a loss of power may undo the last moments · strict: it may not
   * @returns whether it was done
   */
  async run<N extends Name, M extends 'readonly' | 'readwrite'>(
    names: N[],
    mode: M,
    work: (transaction: Transaction<N, M>) => unknown,
    durability: IDBTransactionDurability = 'relaxed',
  ): Promise<boolean> {
    const term = this.#term
    if (this.#deleting) await this.#deleting
    return this.#attempt(term, async (database) => {
      const transaction = database.transaction(names, mode, { durability })
      ignoreRejection(transaction.done)
      try {
        await work(transaction)
      } catch (cause) {
        // All or nothing: what was asked for before the fault would be done all the same.
        try {
          transaction.abort()
        } catch {
          // The fault has done so.
        }
        throw cause
      }
      await transaction.done
    })
  }

  /**
   * Deletes the database, and reports when the browser refuses, or another tab blocks it: then at least the rows are gone.
   * Work under way is dropped; what comes meanwhile waits, and begins anew.
   * @returns whether nothing is left in it
   */
  async delete(): Promise<boolean> {
    this.#term++
    this.#release()
    this.#opened = false
    let isEmpty = false
    const deletion = inTime(deleteDatabase(true, () => (isEmpty = true))).then(
      () => true,
      (cause) => {
        this.#input.report('storage-unavailable', 'the history could not be deleted from IndexedDB', cause)
        return isEmpty
      },
    )
    this.#deleting = deletion.then(() => (this.#deleting = undefined))
    return deletion
  }

  async #attempt(term: number, work: (database: Database) => Promise<unknown>): Promise<boolean> {
    // Work under way when consent is withdrawn must not make the database anew.
    while (!this.#over && term === this.#term) {
      let database: Database | undefined
      try {
        database = this.#database ?? (await this.#connect())
        if (term !== this.#term) break
        await work(database)
        return true
      } catch (cause) {
        if (isLost(cause) && database && this.#reopenings < REOPENINGS) {
          // Several requests may lose one connection, and one of them has opened the next already.
          if (this.#lost !== database) this.#reopenings++
          this.#lost = database
          if (this.#database === database) this.#release()
          continue
        }
        if (!this.#reported && !this.#over && term === this.#term) {
          this.#reported = true
          this.#input.report(...say(cause), cause)
        }
        return false
      }
    }
    return false
  }

  /** Ends it for good. */
  close(): void {
    this.#over = true
    this.#release()
  }

  #release(): void {
    this.#database?.close()
    this.#database = undefined
  }

  /** Requests that come while it opens share the opening: a second connection would never be closed. */
  async #connect(): Promise<Database> {
    if (this.#late) throw silent()
    this.#opening ??= this.#open()
    try {
      return await inTime(this.#opening)
    } catch (cause) {
      // It still opens: the next request needn't wait as long again.
      this.#late = this.#opening !== undefined
      throw cause
    }
  }

  async #open(): Promise<Database> {
    const term = this.#term
    try {
      const { database, isNew } = await openDatabase((deleted) => {
        if (this.#database === database) this.#database = undefined
        if (!deleted || this.#over) return
        this.#term++
        this.#input.onEmptied(true)
      })
      if (this.#over || term !== this.#term) database.close()
      else this.#database = database
      if (isNew && this.#opened) this.#input.onEmptied(false)
      this.#opened = true
      return database
    } finally {
      this.#opening = undefined
      const late = this.#late
      this.#late = false
      if (late && this.#database) this.#input.onLate()
    }
  }
}

/** IndexedDB as a history has it. */
export interface Disk {
  readonly connection: Connection
  /** The model named at opening: the beginning of its vectors' keys. */
  readonly model: string
}
