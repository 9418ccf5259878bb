/** `<inkling-profile>`: brought in by the tag where the option `elements` names it. */
export { defineProfile as define } from '../../../elements/src/profile/profile.ts'
