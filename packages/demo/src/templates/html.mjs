/** Shared by all templates: escaping, and Inkling's item attributes. */

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, (sign) => entities[sign])
}

/** JSON for a <script> element, with `</script>` escaped. */
export function json(value) {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}

/** The attributes from which Inkling reads a story. */
export function itemAttributes({ path, topic, published, tags }) {
  const values = { item: path, topic, published: new Date(published).toISOString(), tags: tags.join(', ') }
  return Object.entries(values)
    .map(([name, value]) => `data-inkling-${name}="${escapeHtml(value)}"`)
    .join(' ')
}
