// Reads labelled titles from the folders beside this file: `<language>.tsv`, with a label and a title per line.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** @returns {string[]} the languages for which a folder has titles */
export const languagesOf = (folder) => readdirSync(join(here, folder)).flatMap((name) => /^(..)\.tsv$/.exec(name)?.slice(1) ?? [])

/** @returns {string[][]} label and title of each line */
export const labelled = (folder, language) =>
  readFileSync(join(here, folder, `${language}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
