/** The small grammar of all templates: escaping, and what Inkling reads. */

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, (sign) => entities[sign])
}

/** JSON inside a <script>: `</script>` must not end it. */
export function json(value) {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}

/** What Inkling reads from an element that stands for a story. */
export function itemAttributes({ path, topic, published, tags }) {
  const values = { item: path, topic, published: new Date(published).toISOString(), tags: tags.join(', ') }
  return Object.entries(values)
    .map(([name, value]) => `data-inkling-${name}="${escapeHtml(value)}"`)
    .join(' ')
}
