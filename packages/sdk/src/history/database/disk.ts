import type { Connection } from './connection.ts'

/** IndexedDB as a history has it. */
export interface Disk {
  readonly connection: Connection
  /** The model named at opening: the beginning of its vectors' keys. */
  readonly model: string
}
