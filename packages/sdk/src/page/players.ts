import type { Listen } from './listen.ts'
import type { Progress } from './progress.ts'
import type { Subjects } from './subject.ts'

/** Whose frames tell what they play. */
const ORIGIN = /^https:\/\/(?:www\.youtube(?:-nocookie)?|player\.vimeo)\.com$/
/** Characters: their reports are far smaller. */
const LONGEST = 20_000

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

function parsed(data: unknown): Fields {
  if (typeof data !== 'string' || data.length > LONGEST) return fieldsOf(data)
  try {
    return fieldsOf(JSON.parse(data))
  } catch {
    return {}
  }
}

/** Addresses of frames that begin without a sound: decoration, until they say otherwise. */
const SILENT = /[?&](?:background|muted?)=1/

/** The elements around one, itself first. */
function pathTo(element: Element): Element[] {
  const path: Element[] = []
  for (let each: Element | null = element; each; each = each.parentElement) path.push(each)
  return path
}

/**
 * What is played in frames of YouTube and Vimeo, where the page has asked them to tell: nothing is asked of a frame here.
 * YouTube says `{event, info: {currentTime, duration, playerState, muted}}`, and of these only what has changed; Vimeo
 * says `{event, data: {seconds, duration}}`. @param onPlaying called as long as something plays
 */
export function watchPlayers(
  document: Document,
  listen: Listen,
  subjects: Subjects,
  progress: Progress,
  onPlaying: () => void,
): void {
  /** What each frame said last. */
  const known = new WeakMap<Element, { readonly duration: number; readonly muted: boolean }>()
  const onMessage = (message: Event) => {
    const { origin, source, data } = message as MessageEvent
    if (!ORIGIN.test(origin)) return
    const frame = [...document.querySelectorAll('iframe')].find((each) => each.contentWindow === source)
    const subject = frame && subjects.around(pathTo(frame))
    if (!subject) return
    const { event, info, data: told } = parsed(data)
    const fields = fieldsOf(info ?? told)
    const last = known.get(frame) ?? { duration: 0, muted: SILENT.test(frame.src) }
    const duration = typeof fields.duration === 'number' ? fields.duration : last.duration
    const muted = typeof fields.muted === 'boolean' ? fields.muted : last.muted
    known.set(frame, { duration, muted })
    const at = fields.currentTime ?? fields.seconds
    const ended = event === 'ended' || event === 'finish' || fields.playerState === 0
    if (muted || typeof at !== 'number') return
    onPlaying()
    progress.report(frame, subject, { at, duration, playing: true, ended })
  }
  listen('message', onMessage, document.defaultView!)
}
