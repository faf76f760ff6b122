/** Every text a person can read, read from `content/locales` and served by i18next. */
export { loadTexts, type TextSet } from './load.ts'
