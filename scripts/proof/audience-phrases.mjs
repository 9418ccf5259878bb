/**
 * Audiences as a site would word them, each with the matching genres and tags of RankLens' films. They were written before anything was measured,
 * and haven't been reworded since.
 *
 * @type {ReadonlyArray<readonly [phrase: string, matching: { readonly genres?: readonly string[], readonly tags?: readonly string[] }]>}
 */
export const PHRASES = [
  ['people who love science fiction and space travel', { genres: ['science fiction'] }],
  ['fans of scary horror films', { genres: ['horror'] }],
  ['parents looking for something to watch with their children', { genres: ['family'] }],
  ['lovers of cartoons and animation', { genres: ['animation'] }],
  ['people who enjoy a good love story', { genres: ['romance'] }],
  [
    'fans of superheroes and comic books',
    {
      tags: [
        'superhero',
        'super-hero',
        'comic book',
        'marvel',
        'marvel cinematic universe',
        'based on a comic',
        'dc comics',
        'superheroes',
      ],
    },
  ],
  ['people interested in war and soldiers', { genres: ['war'], tags: ['world war ii', 'military', 'war'] }],
  ['fans of gangsters and organised crime', { genres: ['crime'] }],
  ['people who like solving a mystery', { genres: ['mystery'] }],
  ['history buffs', { genres: ['history'] }],
  ['music lovers', { genres: ['music'], tags: ['musical', 'music'] }],
  ['readers of fantasy, dragons and wizards', { genres: ['fantasy'] }],
  ['people who want explosions and car chases', { genres: ['action'] }],
  ['fans of suspense and psychological thrillers', { genres: ['thriller'] }],
  ['people longing for adventure in far-off places', { genres: ['adventure'] }],
  ['martial arts and kung fu enthusiasts', { tags: ['martial arts', 'kung fu'] }],
  ['sports fans', { tags: ['sports', 'sport', 'boxing', 'baseball', 'football', 'american football', 'basketball'] }],
  [
    'people fascinated by time travel and parallel worlds',
    { tags: ['time travel', 'alternate reality', 'time loop', 'parallel universe'] },
  ],
  ['people who think about a bleak future after the apocalypse', { tags: ['dystopia', 'post-apocalyptic', 'future'] }],
  ['fans of spies and secret agents', { tags: ['espionage', 'spy', 'spies', 'cia', 'james bond', 'assassin', '007'] }],
  ['people with a taste for black humour', { tags: ['dark comedy', 'black comedy', 'dark humor', 'satire'] }],
  ['readers of biographies and true stories', { tags: ['true story', 'based on a true story', 'biography'] }],
  ['teenagers at high school', { tags: ['high school', 'teen', 'coming of age', 'teen movie'] }],
  [
    'fans of vampires, zombies and monsters',
    { tags: ['vampires', 'vampire', 'zombies', 'zombie', 'monster', 'werewolf'] },
  ],
  ['Disney and Pixar fans', { tags: ['disney', 'pixar', 'disney animated feature', 'pixar animation'] }],
  ['people who want to laugh at silly comedy', { genres: ['comedy'] }],
  ['people who like serious drama', { genres: ['drama'] }],
  [
    'people who like art films and surreal stories',
    { tags: ['surreal', 'dreamlike', 'criterion', 'mindfuck', 'art house'] },
  ],
]
