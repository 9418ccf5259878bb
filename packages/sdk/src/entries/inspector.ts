/** `inkling/inspector`, for npm only: the elements for readers. Importing it defines nothing. */
export { defineProfile } from '../elements/profile/profile.ts'
export { defineWhy } from '../elements/why/why.ts'
