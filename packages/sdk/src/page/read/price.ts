import * as dom from '../../lib/dom.ts'
import { findAllIn, type Unit } from './unit.ts'
import { visibleText } from './visible-text.ts'

/** Elements that contain a price. Class names are in camel case in some shops. */
const PRICE = '[itemprop=price],[class*=price],[class*=Price]'
/** Former prices. */
const FORMER = 'del,s,strike,[class*=old],[class*=was],[class*=compare],[class*=before]'
/** Maximum number of elements, and of characters in each, that are searched. */
const MOST = 12
const LONGEST = 200
/** An amount beside a currency. Repetitions are bounded to prevent catastrophic backtracking. */
const WITH_CURRENCY =
  /(?:\p{Sc}|\b(?:USD|EUR|GBP|CHF|RUB|PLN|SEK|NOK|DKK|CZK|kr\.?|zł))\s?(\d[\d.,'’\s]{0,14})|(\d[\d.,'’\s]{0,14})(?:\p{Sc}|(?:USD|EUR|GBP|CHF|RUB|PLN|SEK|NOK|DKK|CZK|kr|zł|руб)(?!\p{L}))/u
const AMOUNT = /(\d[\d.,'’\s]{0,14})/
/** Greater amounts are errors. */
const GREATEST = 1e9

/**
 * The price that an item shows: from microdata, otherwise from an element whose class says so, otherwise the first
 * amount beside a currency symbol. Undefined if there is none.
 */
export function priceIn(unit: Unit): number | undefined {
  for (const element of findAllIn(unit, PRICE).slice(0, MOST)) {
    if (dom.closest(element, FORMER) || dom.querySelector(element, 'del,s,strike')) continue
    const stated = dom.getAttribute(element, 'content')
    const text = stated ?? visibleText(element)
    const price = amountOf((text.slice(0, LONGEST).match(WITH_CURRENCY) ?? text.slice(0, LONGEST).match(AMOUNT)) || [])
    if (price !== undefined) return price
  }
  return amountOf(unit.map(visibleText).join(' ').slice(0, LONGEST).match(WITH_CURRENCY) ?? [])
}

const amountOf = ([, before, after]: readonly (string | undefined)[]) => parseAmount(before ?? after)

/**
 * Parses an amount in any common notation: "1,299.00", "1.299,00", "1 299", "1’299", 12.5.
 *
 * @returns undefined if it isn't a number from 0 to 1,000,000,000
 */
export function parseAmount(given: unknown): number | undefined {
  if (typeof given !== 'number' && typeof given !== 'string') return undefined
  const digits = String(given)
    .slice(0, LONGEST)
    .replace(/[\s'’]/g, '')
    .replace(/[.,]+$/, '')
  // The last separator is a decimal one if one or two digits follow it, or if the other separator occurs before it.
  const [, whole = digits, decimals = ''] = /^(.*)[.,](\d{1,2})$/.exec(digits) ?? []
  const amount = /^\d[\d.,]*$/.test(whole) ? Number(`${whole.replace(/[.,]/g, '')}.${decimals || 0}`) : Number.NaN
  return amount >= 0 && amount <= GREATEST ? amount : undefined
}
