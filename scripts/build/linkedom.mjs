/** linkedom without its canvas, which is CommonJS and not needed to read pages. */
export function linkedom() {
  const unused = '\0canvas'
  return {
    name: 'inkling-linkedom',
    resolveId: (id) => (id.endsWith('/canvas.cjs') ? unused : null),
    load: (id) => (id === unused ? 'export default {}' : null),
  }
}
