/** linkedom without its canvas, which is CommonJS: nobody draws in a page that is only read. */
export function linkedom() {
  const unused = '\0canvas'
  return {
    name: 'inkling-linkedom',
    resolveId: (id) => (id.endsWith('/canvas.cjs') ? unused : null),
    load: (id) => (id === unused ? 'export default {}' : null),
  }
}
