import { stories } from '../stories.js'

const note = (title) => `<input aria-label="Note on ${title}">`

export const render = (name) =>
  `<section><button type="button">Original order</button><button type="button">My order</button><ol${
    name === 'marked' ? ' data-inkling-list="shelf"' : ''
  }>${stories
    .map(
      ({ id, title, topic }) =>
        `<li data-id="${id}" data-inkling-topic="${topic}"><a href="${id}">${title}</a> ${note(title)}</li>`,
    )
    .join('')}</ol></section>`
