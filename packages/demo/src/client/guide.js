/**
 * The guided minute after consent. The reader reads two stories, and is then shown what they changed and why, what
 * Inkling knows, and how to undo and erase it. It shows one step at a time, in a strip below the page, and can be left
 * at any time.
 */
import { ask } from './banner.js'
import { openDrawer } from './drawer.js'
import { inkling, on } from './events.js'
import { language, tell } from './language.js'
import { keepStep, readStep, steps } from './progress.js'
import { ENOUGH, sayNoted, storiesRead } from './reading.js'
import { tellReason, titleOf } from './reasons.js'

const guide = document.getElementById('guide')
const part = (name) => guide.querySelector(`[data-guide="${name}"]`)
const [place, said, live, count, act, go, next] = ['place', 'said', 'live', 'count', 'act', 'go', 'next'].map(part)
const { kind } = document.documentElement.dataset
const front = document.querySelector('.cards-front')?.dataset.inklingList
const STORIES = 2

let may = false
let wanted = false
/** 'end' is the closing message, which isn't stored. */
let step
let ranked
let reading
/** Replaced on each redraw, so that a late answer doesn't overwrite a newer one. */
let drawing
let onAct

export function startGuide() {
  // Set before anything is shown, so that the strip appears only once and at its final height.
  guide.dataset.step = readStep() ?? ''
  on('ready', (status) => settle(status.consent))
  on('consent', settle)
  on('profile', ({ events }) => {
    if (!events && step && step !== 'read') turn('end')
    else if (step === 'read') void draw()
  })
  on('ranked', (news) => {
    if (news.list !== front) return
    ranked = news
    if (step === 'moved') void draw()
  })
  on('reading', (news) => {
    reading = news
    if (step === 'read') void draw()
  })
  document.addEventListener('marginalia:answered', ({ detail }) => detail.isNew && begin())
  document.getElementById('guide-start').addEventListener('click', (event) => {
    // Without consent there is nothing to show, so ask for consent first.
    if (may) begin()
    else ask({ opener: event.currentTarget })
  })
  document.getElementById('guide-leave').addEventListener('click', () => turn(undefined))
  next.addEventListener('click', () => turn(steps[steps.indexOf(step) + 1] ?? 'end'))
  act.addEventListener('click', () => void onAct?.())
}

function begin() {
  wanted = true
  if (may) turn('read')
}

function settle({ state, content }) {
  may = state === 'granted' && content
  if (!may) {
    if (state !== 'unknown') wanted = false
    turn(undefined)
  } else if (!step) {
    const kept = readStep()
    if (kept || wanted) turn(kept ?? 'read')
  }
}

function turn(to) {
  const hadFocus = guide.contains(document.activeElement)
  step = to
  guide.dataset.step = to ?? ''
  wanted = false
  keepStep(to === 'end' ? undefined : to)
  if (to) void draw()
  else guide.hidden = true
  if (!to && hadFocus) document.getElementById('main').focus({ preventScroll: true })
}

/**
 * @param {object} shown place and said (announced), live (changes each second, not announced), act (label and function
 *   of the button), go (label and address of the link), next (true or a label, if the reader may continue)
 */
function show(shown) {
  const say = (element, text = '') => {
    // Setting the same text again would announce it again.
    if (element.textContent !== text) element.textContent = text
    element.hidden = !text && element !== said && element !== live
  }
  say(place, shown.place)
  say(said, shown.said)
  say(live, shown.live)
  say(count, step === 'end' ? '' : tell('guideCount', { n: steps.indexOf(step) + 1, of: steps.length }))
  say(act, shown.act?.[0])
  onAct = shown.act?.[1]
  say(go, shown.go?.[0])
  if (shown.go) go.href = shown.go[1]
  if (!shown.next && next === document.activeElement) document.getElementById('guide-leave').focus()
  say(next, shown.next === true ? tell('guideNext') : shown.next)
}

async function draw() {
  const mine = {}
  drawing = mine
  const shown = await scenes[step]()
  if (drawing !== mine || !step || !shown) return
  // Shown only once it has something to say, so that its height doesn't change.
  guide.hidden = false
  show(shown)
}

const firstId = () => document.querySelector('.cards-front > [data-inkling-item]')?.dataset.inklingItem
const at = (path) => guide.dataset.root + path
const toFront = (label) => [tell(label), at('/')]

const scenes = {
  async read() {
    const stories = await storiesRead()
    const others = stories.filter(({ item }) => item !== reading?.item).length
    const here = reading && !reading.sensitive && reading.seconds >= ENOUGH
    if (kind === 'article') return readingScene(others + (here || stories.length > others ? 1 : 0))
    if (stories.length < STORIES) {
      const [latest] = stories
      return latest
        ? {
            said: tell('guideOne', { noted: sayNoted(latest) }),
            go: kind === 'home' ? undefined : toFront('guideFront'),
          }
        : { said: tell('guideRead'), live: tell('guideSix'), go: kind === 'home' ? undefined : toFront('guideFront') }
    }
    if (front) turn('moved')
    return { said: tell('guideDone'), go: toFront('guideSee') }
  },

  async moved() {
    if (!front) return { said: tell('guideDone'), go: toFront('guideSee') }
    if (!ranked) return undefined
    const { items } = ranked.ranking
    // The reader had already seen the list, or has restored the editors' order.
    if (ranked.late || firstId() !== items[0]?.id)
      return { said: tell('freshReady'), act: [tell('freshApply'), () => ranked.apply()] }
    const risen = items.find(({ from, to }) => from > to)
    if (!risen) return { said: tell('guideStayed'), next: true }
    const why = await inkling().explain(front, risen.id)
    const place = { from: ordinal(risen.from + 1), to: ordinal(risen.to + 1) }
    return {
      place: tell('guidePlace', place),
      said: `${tell('guideTitle', { title: titleOf(risen.id) })} ${why ? `${await tellReason(why)}.` : ''}`.trim(),
      next: true,
    }
  },

  why: () => ({
    said: tell('guideWhy'),
    act: front ? [tell('guideWhyAct'), () => openDrawer({ opener: act, list: front })] : undefined,
    go: front ? undefined : toFront('guideFront'),
    next: true,
  }),

  you: () =>
    kind === 'you'
      ? { said: tell('guideYouHere'), next: true }
      : { said: tell('guideYou'), go: [tell('guideYouGo'), at('/you.html')], next: true },

  undo() {
    if (!front) return { said: tell('guideUndo'), go: toFront('guideFront'), next: true }
    const undone = document.querySelector('[data-note-redo]')?.hidden === false
    const press = (name) => {
      document.querySelector(`[data-note-${name}]`).click()
      void draw()
    }
    return undone
      ? { said: tell('noteUndone'), act: [tell('noteRedo'), () => press('redo')], next: true }
      : { said: tell('guideUndo'), act: [tell('noteUndo'), () => press('undo')], next: true }
  },

  erase: () => ({
    said: tell('guideErase'),
    act: [
      tell('guideEraseAct'),
      async () => {
        await inkling().erase()
        turn('end')
      },
    ],
    next: tell('guideKeep'),
  }),

  end: () => ({ said: tell('guideEnd') }),
}

function readingScene(total) {
  if (reading?.sensitive) return { said: tell('guideSensitive'), go: toFront('guideFront') }
  const noted = reading ? sayNoted(reading) : undefined
  if (total >= STORIES) return { said: tell('guideDone'), live: noted, go: toFront('guideSee') }
  if (total && reading?.seconds >= ENOUGH) return { said: tell('guideMore'), live: noted, go: toFront('guideFront') }
  return { said: tell('guideSix'), live: noted }
}

/** 1st, 2nd, 3rd; in Russian, the numeral agrees with «место». */
function ordinal(n) {
  if (language() === 'ru') return `${n}-е`
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(n)
  ]
  return `${n}${suffix}`
}
