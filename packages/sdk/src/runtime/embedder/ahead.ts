/** A pack's table, asked for before its manifest. */
export interface Ahead {
  /** As the option `model` names folders. */
  readonly folder: string
  /** Undefined where none came. */
  readonly answer: Promise<Response | undefined>
}
