import { LOCALES, NEEDS, TOPICS } from '../../core/index.ts'
import { command, PRINTS_JSON } from '../arguments.ts'

const LOCALE = LOCALES.join('|')

/** Commands that measure how people are understood and where they are led, and those of the models. */
export const MEASURING_COMMANDS = {
  route: command({
    name: 'route',
    usage: ['--need <need> [options]'],
    about: 'Says which partners fit somebody, best first, and why.',
    options: {
      need: { type: 'string', value: 'need', help: 'what is needed; see below' },
      city: { type: 'string', value: 'town', help: 'where: an id, or any spelling' },
      topic: { type: 'string', value: TOPICS.join('|'), help: 'the subject' },
      audience: { type: 'string', value: 'whom', help: 'one of content/audiences.yaml' },
      prefer: { type: 'string', value: 'id,id', help: 'partners that come first' },
      near: { type: 'string', value: 'latitude,longitude', help: 'the place, as a phone gives it' },
      at: { type: 'string', value: 'time', help: 'when, like 2026-11-27T10:00Z; else now' },
      locale: { type: 'string', value: LOCALE, default: 'fr', help: 'the language of the cards' },
      json: PRINTS_JSON,
    },
    notes: `A need is one of ${NEEDS.join(', ')}.`,
  }),
  eval: command({
    name: 'eval',
    usage: ['--content [options]', '--train A.jsonl --test B.jsonl [options]'],
    about:
      'Measures how well messages are understood: on the content by cross-validation, or on files.',
    options: {
      content: { type: 'boolean', default: false, help: 'the phrasings of content/' },
      folds: { type: 'string', value: 'number', default: '5', help: 'parts of --content' },
      train: { type: 'string', value: 'file.jsonl', help: 'what is learnt' },
      test: { type: 'string', value: 'file.jsonl', help: 'what is asked' },
      oos: { type: 'string', value: 'file.jsonl', help: 'what has no answer' },
      'oos-val': {
        type: 'string',
        value: 'file.jsonl',
        help: 'what chooses the threshold; where left out, training does',
      },
      'per-label': { type: 'string', value: 'number', help: 'so many examples of each label' },
      encoder: {
        type: 'string',
        value: 'name',
        default: 'none',
        help: 'none or content (the matcher alone), or the folder or id of a model',
      },
      ablate: { type: 'boolean', default: false, help: 'what each part adds' },
      json: { ...PRINTS_JSON, help: 'on one line' },
    },
    notes: 'Each line of a file is {"text", "label", "lang"}.',
  }),
  urgency: command({
    name: 'urgency',
    usage: ['[options]'],
    about:
      'Measures how well emergencies are recognised, and how often something else is taken for one.',
    options: {
      urgent: { type: 'string', value: 'file.jsonl', help: 'other emergencies than our own' },
      harmless: { type: 'string', value: 'file.jsonl', help: 'other harmless messages' },
      show: { type: 'string', value: 'dev|test|all', help: 'lists those that were misjudged' },
      faq: {
        type: 'boolean',
        default: false,
        help: 'lists the phrasings of answers that count as an emergency instead',
      },
      json: PRINTS_JSON,
    },
  }),
  model: command({
    name: 'model',
    usage: ['pull <id>', 'try <folder or id>'],
    about: 'Fetches a model for EMBEDDINGS or SPEECH_MODEL, or tries one.',
    words: true,
    commands: {
      'pull <id>': 'fetches a model once, into DATA_DIR/models',
      'try <folder or id>': 'loads a model for meaning, and says what it is',
    },
    options: {},
    notes:
      'For meaning: Xenova/multilingual-e5-small, Xenova/paraphrase-multilingual-MiniLM-L12-v2.\n' +
      'For speech: onnx-community/whisper-base.',
  }),
} as const
