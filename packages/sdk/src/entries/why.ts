/** `<inkling-why>`. Loaded if the option `elements` names it. */
export { defineWhy as define } from '../elements/why/why.ts'
