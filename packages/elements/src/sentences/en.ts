import type { Wording } from './wording.ts'

const DEEDS = {
  opened: 'opened',
  stayed: 'spent time on',
  read: 'read',
  searched: 'searched for',
  watched: 'played',
  copied: 'copied from',
  shared: 'shared',
  bought: 'bought',
  followed: 'follow',
  wanted: 'asked for more like',
}

const after = (when: string) => when && ` ${when}`

export const en: Wording = {
  quote: (title) => `“${title}”`,
  deed: (deed, titles) => `${DEEDS[deed]} ${titles}`,
  because: (deeds, when) => `Because you ${deeds}${after(when)}`,
  topic: (topic, count, form, when) =>
    `Because you opened ${count} ${form === 'one' ? 'thing' : 'things'} on ${topic}${after(when)}`,
  hidden: (title, when) => `Moved down: you hid ${title}${after(when)}`,
  less: (title, when) => `Moved down: you asked for less like ${title}${after(when)}`,
  raised: (topic) => `Because you asked for more on ${topic}`,
  lowered: (topic) => `Moved down: you asked for less on ${topic}`,
  popular: 'Mostly because it is popular',
  new: 'Mostly because it is new',
  popularAndNew: 'Mostly because it is new and popular',
  interests: 'From all that you have opened, taken together',
  coReading: 'Readers of what you opened also read it',
  different: 'Something different, so that not everything is alike',
  read: 'Moved down: you have opened it before',
  seen: 'Moved down: you have passed it over several times',
  dismissed: 'Moved down: you hid it',
  sensitive: 'Where the page has it: nothing is learned from what is about health, belief, politics and the like',
  editors: 'Where the editors put it',
  mixed: 'No single reason',
  rules: {
    pinned: 'What the editors hold in place',
    sensitive: 'Health, belief, politics and the like keep the page’s place',
    breaking: 'Breaking news goes first',
    dismissed: 'What you hid goes last',
    demoteRead: 'What you have opened goes down',
    seen: 'What you have passed over goes down',
    calibration: 'Topics in proportion',
    diversity: 'Not everything alike',
    exploration: 'Something new to try',
    floor: 'A share of places is kept for what is new, rare or unlike the rest',
    strength: 'Near to the editors’ order',
    maxRun: 'No topic too often in a row',
    displacement: 'No item far from its place on the page',
  },
  moved: (rule, from, to) => `${rule}: ${to < from ? 'up' : 'down'} from place ${from} to ${to}`,
}
