/**
 * The stored data of experiments: the device's random number and tallies, the first paints of other arms, and which
 * experiments have been reported.
 */

import { parseOwn } from '../lib/json/own.ts'

export const DEVICE_KEY = 'inkling.measured'
export const ARMS_KEY = 'inkling.arms'
export const REPORTED_KEY = 'inkling.reported'

/** Deletes all of this data, because a device without consent to `measurement` is in no arm. */
export function wipeExperimentData(): void {
  try {
    for (const key of [DEVICE_KEY, ARMS_KEY, REPORTED_KEY]) localStorage.removeItem(key)
  } catch {
    // Storage is disabled, so nothing is stored.
  }
}

/** Reads plain data; undefined if there is none or it can't be parsed. */
export function readExperimentData(key: string): unknown {
  try {
    return parseOwn(localStorage.getItem(key)!) ?? undefined
  } catch {
    return undefined
  }
}

/** @returns whether it was stored */
export function storeExperimentData(key: string, value: unknown): boolean {
  const text = JSON.stringify(value)
  try {
    localStorage.setItem(key, text)
    return localStorage.getItem(key) === text
  } catch {
    // Storage is full or disabled.
    return false
  }
}
