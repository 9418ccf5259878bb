/** Twelve stories of three topics, in the editors' order. */
const TITLES = [
  ['food', 'Bread from a cold oven'],
  ['money', 'Why central banks raise interest rates'],
  ['space', "Saturn's rings are thin and young"],
  ['food', 'Salt your dough early'],
  ['money', 'Saving for a first home'],
  ['space', 'The far side of the Moon'],
  ['food', 'A sourdough starter, day by day'],
  ['money', 'What a pension is made of'],
  ['space', 'A lander on Titan'],
  ['food', 'Soup from what is left'],
  ['money', 'How an index fund works'],
  ['space', 'Water under the ice of Europa'],
]

export const stories = TITLES.map(([topic, title], at) => ({ id: `/${topic}-${at}`, title, topic }))
