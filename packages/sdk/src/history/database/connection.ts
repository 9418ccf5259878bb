import type { ErrorCode } from '../../types.ts'
import { deleteDatabase, ignoreRejection } from './delete-database.ts'
import { type Database, type Name, openDatabase, type Transaction } from './open-database.ts'

/** Number of times a lost connection is reopened before the history falls back to memory. */
const REOPENINGS = 3
/** Milliseconds after which an unsettled attempt to open or delete the database counts as failed. */
const PATIENCE = 2000

const silent = () => new Error("IndexedDB doesn't answer")

/** @throws Error on timeout */
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
/** Whether the connection is dead, although the database may be intact. */
const isLost = (cause: unknown): boolean => /^(InvalidState|Unknown|Abort)Error$/.test(nameOf(cause))

function say(cause: unknown): readonly [ErrorCode, string] {
  const memory = 'this visit is kept in memory only'
  const name = nameOf(cause)
  if (name === 'QuotaExceededError') return ['storage-full', `the browser's quota is used up: ${memory}`]
  const why = name === 'VersionError' ? 'holds the history of a newer release' : 'fails'
  return ['storage-unavailable', `IndexedDB ${why}: ${memory}`]
}

/** Reports a storage failure to the page. */
export type ReportError = (code: ErrorCode, message: string, cause: unknown) => void

export interface ConnectionInput {
  /** Called once when storage fails. */
  readonly report: ReportError
  /**
   * Called when another tab or the reader has deleted everything. `atOnce` is true if that happened while this page was
   * connected.
   */
  readonly onEmptied: (atOnce: boolean) => void
  /** Called when an attempt to open the database succeeds after having timed out. */
  readonly onLate: () => void
}

/**
 * The page's only connection to its database: opened on first use, closed when another tab upgrades or deletes the
 * database, and reopened when the connection is lost. IndexedDB's transactions serialise writes from several tabs; no
 * lock outlives a transaction.
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
  /** Counts deletions. Work started before the latest deletion is dropped, because its data has been deleted. */
  #term = 0

  constructor(input: ConnectionInput) {
    this.#input = input
  }

  /**
   * Runs `work` in a transaction, and again on a new connection if the old one is lost. Any other error is reported
   * once, and the history continues in memory only.
   *
   * @param durability relaxed: a power failure may undo the latest writes · strict: writes survive a power failure
   * @returns whether the transaction completed
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
        // Abort the transaction, so that requests made before the error don't take effect on their own.
        try {
          transaction.abort()
        } catch {
          // The error has already aborted the transaction.
        }
        throw cause
      }
      await transaction.done
    })
  }

  /**
   * Deletes the database. If the browser refuses the deletion or another tab blocks it, the failure is reported, and at
   * least the rows are deleted if possible. Work in progress is dropped; work requested during the deletion waits until
   * it is over and uses a new database.
   *
   * @returns whether no rows are left
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
    // Work in progress when consent is withdrawn must not create the database again.
    while (!this.#over && term === this.#term) {
      let database: Database | undefined
      try {
        database = this.#database ?? (await this.#connect())
        if (term !== this.#term) break
        await work(database)
        return true
      } catch (cause) {
        if (isLost(cause) && database && this.#reopenings < REOPENINGS) {
          // Several requests may have lost the same connection, and one of them may already have reopened it.
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

  /** Closes the connection for good. */
  close(): void {
    this.#over = true
    this.#release()
  }

  #release(): void {
    this.#database?.close()
    this.#database = undefined
  }

  /** Requests share an attempt to open the database, because a second connection would never be closed. */
  async #connect(): Promise<Database> {
    if (this.#late) throw silent()
    this.#opening ??= this.#open()
    try {
      return await inTime(this.#opening)
    } catch (cause) {
      // If the database is still being opened, later requests don't need to wait for another timeout.
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

/** The part of a history that is stored in IndexedDB. */
export interface Disk {
  readonly connection: Connection
  /** The model named when the history was opened; it prefixes the keys of its vectors. */
  readonly model: string
}
