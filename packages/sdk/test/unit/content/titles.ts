/** Titles about special categories (GDPR, article 9) that words reveal. */
export const BY_WORD: readonly string[] = [
  'Living with diabetes: what changes',
  'Why churches are empty',
  'Three days until the election',
  'An immigrant’s first winter',
  'The trade union says no',
  'Gay and out at fifty',
  'Как жить с депрессией',
  'Православный календарь',
  'Профсоюз объявил забастовку',
  'ЛГБТ и закон',
  'health: Pregnant at forty',
]

/** The same, but only vectors reveal them. */
export const BY_LIKENESS: readonly string[] = [
  'Stopped my insulin pump at night',
  'Panic attacks in a lift',
  'Sober for a year: my addiction',
  'What the imam said about prayer',
  'A vicar who prays with strangers',
  'Conservatives and liberals over dinner',
  'A president without a party',
  'My ancestors, by a DNA test',
  'What the genes of mummies tell',
]

/** Unrelated titles that contain similar words. */
export const NEITHER: readonly string[] = [
  'The rings of Saturn',
  'A cold oven and good bread',
  'Archive of a shivering city',
  'The colonel’s vichyssoise',
  'Бревно, евро и вечер',
  'Викинги и речная чайка',
  'Выбор линейки',
  '',
]
