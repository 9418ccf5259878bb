/** Writes docs/proof/pages.md from the page suites: the result of each page by engine, including what isn't supported yet. */
import { row, testsOf } from './tests.mjs'

const PROJECTS = ['pages', 'engines', 'strict', 'frameworks']

const engineOf = ({ project, path }) => (project === 'engines' ? (path[0] ?? project) : 'Chromium')
const cell = ({ result, notes }) => [result, ...notes('not yet')].join('; not yet: ')

/** @returns {string[]} lines of Markdown */
export function pagesProof(report) {
  const all = [...testsOf(report)].filter(({ project }) => PROJECTS.includes(project))
  const fixtures = all.filter(({ project }) => project === 'pages' || project === 'engines')
  const engines = [...new Set(fixtures.map(engineOf))]
  const names = [...new Set(fixtures.map(({ title }) => title))]
  const cellOf = (name, engine) => {
    const found = fixtures.find((each) => each.title === name && engineOf(each) === engine)
    return found ? cell(found) : '–'
  }
  const table = (project, head) => [
    row(head, 'Chromium'),
    '|---|---|',
    ...all
      .filter((each) => each.project === project)
      .map((each) => row([...each.path, each.title].join(': '), cell(each))),
  ]
  return [
    '# Pages',
    '',
    'The tables show the results of the fixtures in packages/sdk/test/pages/fixtures, by browser engine.',
    '',
    row('page', ...engines),
    `|---|${engines.map(() => '---|').join('')}`,
    ...names.map((name) => row(name, ...engines.map((engine) => cellOf(name, engine)))),
    '',
    '## Strict pages',
    '',
    ...table('strict', 'policy'),
    '',
    '## Frameworks',
    '',
    ...table('frameworks', 'promise'),
    '',
  ]
}
