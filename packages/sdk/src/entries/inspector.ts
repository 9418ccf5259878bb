/** `inkling/inspector`, for npm only: the elements for readers. Importing it defines nothing. */
export { defineProfile } from '../../../elements/src/profile/profile.ts'
export { defineWhy } from '../../../elements/src/why/why.ts'
