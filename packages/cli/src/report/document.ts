/** A report as a tree of blocks, which to-text.ts renders for a terminal and to-html.ts as a web page. */

export interface ReportDocument {
  /** BCP 47, e.g. `en-GB`. */
  readonly lang: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** Renderers omit blocks without content, so a report can list all of its blocks unconditionally. */
export type Block = Section | Paragraph | List | Table | Figure | Findings

export interface Section {
  readonly kind: 'section'
  readonly title: string
  readonly blocks: readonly Block[]
}

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
}

export interface List {
  readonly kind: 'list'
  readonly items: readonly string[]
}

export interface Table {
  readonly kind: 'table'
  /** Default: the title of the section that contains the table */
  readonly caption?: string
  /** Whether the first column contains row headers. */
  readonly columns: readonly Column[]
  readonly rows: ReadonlyArray<readonly Cell[]>
  /** Notes that apply to all rows, such as the number of users. */
  readonly notes?: readonly string[]
  /** A sentence that replaces the table if it has no rows. Default: the table is omitted */
  readonly empty?: string
}

export interface Column {
  readonly head: string
  /** Appended to the column's heading in brackets. */
  readonly unit?: string
  /** Whether cells are right-aligned. */
  readonly numeric?: boolean
}

/** Formatted, in the report's language. */
export type Cell = string | { readonly value: string; readonly interval: string }

export interface Figure {
  readonly kind: 'figure'
  /** Default: the title of the section that contains the figure */
  readonly caption?: string
  readonly plot: DotPlot
  /** Whether a table of the report contains the same numbers. If so, plain text omits the figure. */
  readonly inTable?: boolean
  /** A sentence that replaces the plot if it has no points. Default: the figure is omitted */
  readonly empty?: string
}

/** Estimates with their intervals on a common axis, with one row per label. */
export interface DotPlot {
  /** One or two. */
  readonly series: readonly Series[]
  /** The range of the axis. Default: the range of all intervals */
  readonly domain?: Interval
  /** Whether values are differences; if so, the axis includes 0 and marks it. */
  readonly signed?: boolean
  /** @param digits maximum number of digits after the decimal point */
  readonly format: (value: number, digits: number) => string
}

export interface Series {
  readonly name: string
  readonly points: readonly Point[]
}

export interface Point {
  readonly label: string
  readonly value: number
  readonly interval: Interval
}

export type Interval = readonly [low: number, high: number]

export interface Findings {
  readonly kind: 'findings'
  readonly findings: readonly Finding[]
  /** Label before each finding. Default: none; severity is then visible only in HTML, as the colour of a border */
  readonly labels?: Readonly<Record<Severity, string>>
}

export type Severity = 'alarm' | 'warning' | 'fine' | 'open'

export interface Finding {
  readonly severity: Severity
  /** The subject of the finding, in one word. */
  readonly subject?: string
  readonly text: string
  /** One sentence that says what to do. */
  readonly action?: string
  /** Code to copy, which is never wrapped. */
  readonly code?: string
}

export const section = (title: string, ...blocks: readonly Block[]): Section => ({ kind: 'section', title, blocks })
export const paragraph = (text: string): Paragraph => ({ kind: 'paragraph', text })
export const list = (items: readonly string[]): List => ({ kind: 'list', items })
export const table = (parts: Omit<Table, 'kind'>): Table => ({ kind: 'table', ...parts })
export const figure = (parts: Omit<Figure, 'kind'>): Figure => ({ kind: 'figure', ...parts })
export const findings = (all: readonly Finding[], labels?: Findings['labels']): Findings => ({
  kind: 'findings',
  findings: all,
  ...(labels && { labels }),
})

/** The text of a cell without a value. */
export const NO_VALUE = '–'

export const textColumn = (head: string): Column => ({ head })
export const numberColumn = (head: string): Column => ({ head, numeric: true })

export const hasPoints = ({ series }: DotPlot): boolean => series.some(({ points }) => points.length > 0)

/** Whether a block has any content. */
export function hasContent(block: Block): boolean {
  switch (block.kind) {
    case 'section':
      return block.blocks.some(hasContent)
    case 'paragraph':
      return block.text !== ''
    case 'list':
      return block.items.length > 0
    case 'table':
      return block.rows.length > 0 || block.empty !== undefined
    case 'figure':
      return hasPoints(block.plot) || block.empty !== undefined
    case 'findings':
      return block.findings.length > 0
  }
}

export const headOf = ({ head, unit }: Column): string => (unit === undefined ? head : `${head} (${unit})`)
