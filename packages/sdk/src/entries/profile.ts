/** `<inkling-profile>`. Loaded if the option `elements` names it. */
export { defineProfile as define } from '../../../elements/src/profile/profile.ts'
