/** `inkling/elements`, for npm: the elements for readers. Importing the module doesn't define any of them. */
export { define as defineProfile } from './profile/profile.ts'
export { define as defineWhy } from './why/why.ts'
