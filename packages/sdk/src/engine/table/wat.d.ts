/** A module of WebAssembly, in Base64: scripts/wat.mjs makes it of its text. */
declare module '*.wat' {
  const module: string
  export default module
}
