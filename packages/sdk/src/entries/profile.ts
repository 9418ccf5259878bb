/** `<inkling-profile>`. Loaded if the option `elements` names it. */
export { defineProfile as define } from '../elements/profile/profile.ts'
