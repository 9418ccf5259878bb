/** `<inkling-why>`. Loaded if the option `elements` names it. */
export { defineWhy as define } from '../../../elements/src/why/why.ts'
