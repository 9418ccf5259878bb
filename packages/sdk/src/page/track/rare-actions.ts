import { watchCopying } from './copying.ts'
import type { Listen } from './listen.ts'
import { watchMedia } from './media/media.ts'
import { watchPlayers } from './media/players.ts'
import { watchProgress } from './media/progress.ts'
import { recordAnswered, watchSearches } from './search.ts'
import { watchShareLinks } from './share-links.ts'
import type { RecordAction, Subjects } from './subject.ts'

/** What listeners of a view of a page share. */
export interface View {
  readonly document: Document
  readonly listen: Listen
  readonly subjects: Subjects
  readonly recordAction: RecordAction
  /** Called as long as something plays: who listens is there. */
  readonly onPlaying: () => void
  /** Where the site answers searches, as '/search?q'. */
  readonly search: string | undefined
}

/**
 * What readers do on few pages: play, search, copy, share by a link.
 *
 * @returns listens in a tree: what is done to forms and players is heard in their own tree alone
 */
export function watchRareActions({
  document,
  listen,
  subjects,
  recordAction,
  onPlaying,
  search,
}: View): (root: Node) => void {
  const take = watchProgress(recordAction)
  watchPlayers(document, listen, subjects, take, onPlaying)
  watchShareLinks(listen, subjects, recordAction)
  watchCopying(document, listen, subjects, recordAction)
  recordAnswered(document, recordAction, search)
  return (root) => {
    watchMedia(root, listen, subjects, take, onPlaying)
    watchSearches(root, listen, recordAction)
  }
}
