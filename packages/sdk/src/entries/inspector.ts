/** `inkling/inspector`, for npm alone: what the reader can see and steer, as elements. Nothing is defined until it is asked for. */
export { defineProfile } from '../../../elements/src/profile/profile.ts'
export { defineWhy } from '../../../elements/src/why/why.ts'
