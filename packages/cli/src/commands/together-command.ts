import type { Command } from '../terminal/parse-arguments.ts'
import { together } from './together.ts'

export const TOGETHER_COMMAND: Command = {
  name: 'together',
  says: 'learns from server logs which items the same readers open, for the file that pages load with data-co-reading',
  argument: { name: 'LOG', example: 'access.log', several: true },
  options: {
    out: { takes: 'FILE', example: 'co-reading.json', says: 'output file; by default standard output' },
    format: {
      takes: 'NAME',
      example: 'combined',
      says: 'combined, json or metarank; by default detected from the first lines',
    },
    base: { takes: 'URL', example: 'https://paper.example', says: 'the site, if the log has several' },
    include: { takes: 'GLOBS', example: '/stories/*,/news/*', says: 'paths to count; by default all' },
    exclude: { takes: 'GLOBS', example: '/account/*', says: 'paths not to count' },
    'min-readers': { takes: 'N', example: '20', says: 'minimum readers of an item, 10 or more; by default 10' },
    limit: { takes: 'N', example: '2000', says: 'maximum items in the file, up to 5000; by default 2000' },
    dimensions: { takes: 'N', example: '24', says: 'numbers per item, 16 to 32; by default 24' },
  },
  run: ({ all, values: { 'min-readers': minReaders, ...values } }) => together({ files: all, minReaders, ...values }),
}
