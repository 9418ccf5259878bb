/** The reader's own values for code samples. They live in the page's memory and in its address, and are never stored. */
import { reactive, watch } from 'vue'

export const CONSENT = ['manual', 'granted', 'tcf', 'gpp', 'wp', 'google']
/** Those that the option `--consent` of `init` takes. */
const OF_INIT = ['manual', 'tcf', 'gpp', 'google']
export const LANGUAGES = {
  en: 'English',
  de: 'German',
  es: 'Spanish',
  fr: 'French',
  it: 'Italian',
  pl: 'Polish',
  pt: 'Portuguese',
  ru: 'Russian',
}
/** The values that the samples in docs/ contain. */
export const SAMPLE = { base: '/inkling', languages: 'en,ru', consent: 'tcf' }

export const values = reactive({ ...SAMPLE })

const VALID = {
  base: (text) => /^(?:https:\/\/[\w.:-]+)?(?:\/[\w.-]+)*$/.test(text),
  languages: (text) => text.split(',').every((code) => code in LANGUAGES),
  consent: (text) => CONSENT.includes(text),
}

export const valid = (name) => VALID[name](values[name])
export const changed = () => Object.keys(SAMPLE).some((name) => values[name] !== SAMPLE[name])

export function readAddress() {
  const given = new URLSearchParams(location.search)
  for (const name of Object.keys(SAMPLE)) {
    const value = given.get(name)
    if (value !== null && VALID[name](value)) values[name] = value
  }
}

/** Keeps the address in step, so that it can be shared. */
export function followAddress() {
  watch(values, () => {
    const url = new URL(location.href)
    for (const [name, value] of Object.entries(values))
      if (value === SAMPLE[name]) url.searchParams.delete(name)
      else url.searchParams.set(name, value)
    history.replaceState(history.state, '', url)
  })
}

/** The original texts of the samples. */
const original = new WeakMap()

/** Writes the values into all code samples of the page. */
export function fillSamples(page) {
  for (const code of page.querySelectorAll('pre code')) fill(code)
}

function fill(code) {
  let option
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!original.has(node)) original.set(node, node.data)
    const text = original.get(node)
    const next = withValues(text, option)
    if (node.data !== next) node.data = next
    option = text.match(/((?:--)?(?:languages|consent))\W*$/)?.[1] ?? (/^[\s:="']*$/.test(text) ? option : undefined)
  }
}

/**
 * @param {string} text one token of a sample
 * @param {string} [option] the option whose name precedes it
 */
export function withValues(text, option, { base, languages, consent } = values) {
  const own = {
    languages,
    consent,
    '--languages': languages,
    '--consent': OF_INIT.includes(consent) ? consent : 'manual',
  }
  return text
    .replace(/(?<![\w/.])\/inkling(?=\/\d|\/(?:inkling|popularity|campaigns|co-reading)|$|\s|["'])/g, base)
    .replace(/encoder-en(?=\/)/g, `encoder-${languages.split(',')[0]}`)
    .replace(
      /((?:data-)?((?:--)?(?:languages|consent))(?:=|: |\s)["']?)(?:en,ru|tcf)(?=["']|\s|$)/g,
      (_, before, name) => before + own[name],
    )
    .replace(option ? /^(\s*["']?)(?:en,ru|tcf)(?=["']?$)/ : /(?!)/, (_, quote) => quote + own[option])
}
