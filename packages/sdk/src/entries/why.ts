/** `<inkling-why>`: brought in by the tag where the option `elements` names it. */
export { defineWhy as define } from '../../../elements/src/why/why.ts'
