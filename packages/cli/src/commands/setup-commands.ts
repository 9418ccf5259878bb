/** The commands that set up a site, and undo it. */
import type { Command } from '../terminal/parse-arguments.ts'
import { init } from './init.ts'
import { remove } from './remove.ts'
import { upgrade } from './upgrade.ts'

/** The folder of a site; by default the working directory. */
const SITE = { name: 'DIR', example: '.', optional: true } as const

export const SETUP_COMMANDS: readonly Command[] = [
  {
    name: 'init',
    says: 'recognises the kind of site in DIR, shows what it would change, asks, and sets Inkling up; changes only what is certain',
    argument: SITE,
    options: {
      kind: { takes: 'NAME', example: 'hugo', says: 'the kind of site, if it is not recognised' },
      base: {
        takes: 'URL',
        example: '/docs/inkling',
        says: 'the address of the release, if the site is served below a path',
      },
      languages: {
        takes: 'CODES',
        example: 'en,ru',
        says: "languages of the packs to copy; by default the pages' own, or en",
      },
      consent: {
        takes: 'SOURCE',
        example: 'tcf',
        says: 'tcf, gpp, google, ours or manual; by default as found in the pages',
      },
      yes: { says: 'change the site without asking' },
    },
    run: ({ argument, values: { kind, base, languages, consent }, switches }) =>
      init(argument || '.', { kind, base, languages, consent, yes: switches.has('yes') }),
  },
  {
    name: 'upgrade',
    says: 'puts this release beside the one that the site in DIR has, and rewrites its lines and hashes; shows the difference, and asks',
    argument: SITE,
    options: {
      yes: { says: 'change the site without asking' },
      downgrade: { says: 'also if the site has a newer release' },
      prune: { says: 'also delete releases that no file names any more' },
      undo: { says: 'take the last upgrade back' },
    },
    run: ({ argument, switches }) =>
      upgrade(argument || '.', {
        yes: switches.has('yes'),
        downgrade: switches.has('downgrade'),
        prune: switches.has('prune'),
        undo: switches.has('undo'),
      }),
  },
  {
    name: 'remove',
    says: 'undoes what init did in DIR, byte for byte where files were not edited since',
    argument: SITE,
    options: {
      cleanup: {
        takes: 'FILE',
        example: 'public/inkling-cleanup.js',
        says: "also write a script that deletes what Inkling stored in readers' browsers",
      },
    },
    run: ({ argument, values: { cleanup } }) => remove(argument || '.', { cleanup }),
  },
]
