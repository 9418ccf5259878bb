/** Options that several commands take. */

export const EVENTS = {
  takes: 'LOG',
  example: 'log.jsonl.gz',
  says: 'a file of JSON lines, plain or .gz; - is standard input',
}
export const TRAIN = {
  takes: 'LOG',
  example: 'others.jsonl.gz',
  says: 'log for counting popularity and fitting the ranker, with other users than --events',
}
export const CO_READING = {
  takes: 'FILE',
  example: 'co-reading.json',
  says: 'what pages load with data-co-reading; made from other readers, or from an earlier time',
}
export const MODEL = {
  model: { takes: 'NAME', example: 'encoder-en', says: 'the bundle to embed with; by default encoder-en' },
  language: { takes: 'CODE', example: 'ru', says: 'instead of --model: the language of a pack' },
  depth: {
    takes: 'N',
    example: '0',
    says: '0, the table, or 1, the transformer; by default the deepest',
  },
}
/** Options for commands that embed the items of a log. */
export const MIXED = {
  ...MODEL,
  depth: {
    ...MODEL.depth,
    says: `${MODEL.depth.says}; mixed: half of the items each`,
  },
}
