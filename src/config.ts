import { resolve } from 'node:path'
import { z } from 'zod'
import { findChromium } from './channels/find-chromium.ts'
import {
  ASSOCIATION_SETTINGS,
  type AssociationConfig,
  associationOf,
} from './config/association.ts'
import { MAIL_SETTINGS, type MailConfig, mailOf, missingForMail } from './config/mail.ts'
import { number } from './config/number.ts'
import { WEB_SETTINGS, type WebConfig, webOf } from './config/web.ts'
import {
  CLOUD_SETTINGS,
  cloudOf,
  missingForCloud,
  type WhatsAppCloudConfig,
} from './config/whatsapp-cloud.ts'
import type { PaceLimits } from './conversation/index.ts'
import { nearestName } from './core/index.ts'
import { DalilError } from './errors.ts'

/** The settings of a run. An empty value counts as not set. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Where links lead that are given to people and staff; no slash at the end. */
  readonly publicUrl: string
  /** What the web server lets in, and who may frame it. */
  readonly web: WebConfig
  /** Who answers for what is kept. */
  readonly association: AssociationConfig
  /** Letters to partners; left out where it is switched off. */
  readonly mail?: MailConfig | undefined
  readonly dataDir: string
  readonly defaultLocale: 'fr' | 'ar' | 'ary' | 'en'
  /** For how many days a question that was passed on is kept after its last change. */
  readonly retentionDays: number
  /** How much people may write before they are asked for patience. */
  readonly pace: PaceLimits
  /** For how many days a conversation is kept after its last message. */
  readonly personDays: number
  readonly telegramBotToken?: string | undefined
  /** Another Bot API server than the public one: a local one, or an emulator in tests. */
  readonly telegramApiRoot?: string | undefined
  /** Where set, Telegram brings updates to PUBLIC_URL instead of being asked for them. */
  readonly telegramWebhookSecret?: string | undefined
  /** The number that campaign links on WhatsApp lead to; digits only. */
  readonly whatsappNumber?: string | undefined
  /** By which way WhatsApp is reached; not at all where left out. */
  readonly whatsapp?: 'web' | 'cloud' | undefined
  /** The official Cloud API; left out where it is not switched on. */
  readonly whatsappCloud?: WhatsAppCloudConfig | undefined
  /** How fast WhatsApp by way of a phone writes at most. */
  readonly whatsappPerMinute: number
  readonly whatsappPerDay: number
  /** The longest that one message takes to be typed, in seconds. */
  readonly whatsappTyping: number
  /** The Chromium of this machine, for WhatsApp by way of a phone. */
  readonly chromium?: string | undefined
  readonly browserFlags: readonly string[]
  /** `content`, or the folder or id of a model of transformers.js. */
  readonly embeddings: string
  /** The folder or id of a Whisper model, which writes voice messages down; nobody listens where left out. */
  readonly speechModel?: string | undefined
  /** Where models are fetched from, without a slash at the end. */
  readonly modelHub: string
  /** Keeps everything in PostgreSQL, which several processes may share; in the data folder if not. */
  readonly databaseUrl?: string | undefined
  /** For how many days the backups of every night are kept; 0 makes none. */
  readonly backupDays: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Whoever knows it may read `/metrics`; without it nobody may. */
  readonly metricsToken?: string | undefined
  /** 32 bytes as base64 that seal what is kept; made and kept in the data folder when not set. */
  readonly dalilKey?: string | undefined
}

const SETTINGS = {
  PORT: number(3000, 0, 65_535),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url('must be a web address, like https://chat.example.org').optional(),
  ...WEB_SETTINGS,
  ...MAIL_SETTINGS,
  ...ASSOCIATION_SETTINGS,
  DATA_DIR: z.string().default('./data'),
  DEFAULT_LOCALE: z
    .enum(['fr', 'ar', 'ary', 'en'], { error: 'must be one of fr, ar, ary, en' })
    .default('fr'),
  RETENTION_DAYS: number(90, 1, 3650),
  MESSAGES_PER_MINUTE: number(30, 1, 100_000),
  MESSAGES_PER_DAY: number(600, 1, 10_000_000),
  TURNS_IN_HAND: number(5000, 1, 1_000_000),
  PERSON_DAYS: number(365, 1, 3650),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/u, 'is not a bot token; copy it again from @BotFather')
    .optional(),
  TELEGRAM_API_ROOT: z.url('must be a web address').optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/u, 'must be 16 to 256 letters, digits, hyphens or underscores')
    .optional(),
  WHATSAPP_NUMBER: z
    .string()
    .transform((value) => value.replace(/[\s+().-]/gu, ''))
    .pipe(z.string().regex(/^[1-9]\d{7,14}$/u, 'must be a number with its country code'))
    .optional(),
  WHATSAPP: z.enum(['web', 'cloud'], { error: 'must be web, cloud, or empty' }).optional(),
  ...CLOUD_SETTINGS,
  WHATSAPP_PER_MINUTE: number(15, 1, 1000),
  WHATSAPP_PER_DAY: number(1000, 1, 100_000),
  WHATSAPP_TYPING: number(4, 0, 20),
  CHROMIUM_PATH: z.string().optional(),
  WHATSAPP_BROWSER_FLAGS: z.string().default(''),
  EMBEDDINGS: z.string().default('content'),
  SPEECH_MODEL: z.string().optional(),
  MODEL_HUB: z.url('must be a web address').default('https://huggingface.co'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/u,
      error: 'must be like postgres://user:password@host:5432/database',
    })
    .optional(),
  BACKUP_DAYS: number(14, 0, 3650),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be one of debug, info, warn, error, silent',
    })
    .default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  DALIL_KEY: z
    .string()
    .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes as base64')
    .optional(),
} as const

/** The names of all settings; `.env.example` describes each. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS)

/** Settings of ours begin with one of these; others in the environment are not ours to judge. */
const OURS =
  /^(DALIL|TELEGRAM|WHATSAPP|DATABASE_UR|BACKUP_DAY|EMBEDDINGS?|MODEL_|SPEECH_|RETENTION|PERSON_DA|MESSAGES_|TURNS_|DATA_DI|DEFAULT_LOC|PUBLIC_UR|LOG_LEV|METRICS|WIDGET_|TRUST_|WEB_|SMTP_|MAIL_|ASSOCIATION_|CNDP_)/u

/**
 * Reads all settings at once.
 *
 * @throws DalilError `config:invalid`, naming every faulty setting in one report, misspelt ones too.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const faults = [...unknownSettings(given)]
  const parsed = z.object(SETTINGS).safeParse(given)
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`))
  }
  faults.push(...missingForCloud(given), ...missingForMail(given))
  if (!parsed.success || faults.length > 0) {
    const lines = faults.map((fault) => `  - ${fault}`).join('\n')
    const message = `${faults.length} setting(s) cannot be used:\n${lines}\nEvery setting is described in .env.example.`
    throw new DalilError('config:invalid', message)
  }
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/$/u, ''),
    web: webOf(value),
    mail: mailOf(value),
    association: associationOf(value),
    dataDir: resolve(value.DATA_DIR),
    defaultLocale: value.DEFAULT_LOCALE,
    retentionDays: value.RETENTION_DAYS,
    pace: {
      perMinute: value.MESSAGES_PER_MINUTE,
      perDay: value.MESSAGES_PER_DAY,
      inHand: value.TURNS_IN_HAND,
    },
    personDays: value.PERSON_DAYS,
    telegramBotToken: value.TELEGRAM_BOT_TOKEN,
    telegramApiRoot: value.TELEGRAM_API_ROOT,
    telegramWebhookSecret: value.TELEGRAM_WEBHOOK_SECRET,
    whatsappNumber: value.WHATSAPP_NUMBER,
    whatsapp: value.WHATSAPP,
    whatsappCloud: cloudOf(value),
    whatsappPerMinute: value.WHATSAPP_PER_MINUTE,
    whatsappPerDay: value.WHATSAPP_PER_DAY,
    whatsappTyping: value.WHATSAPP_TYPING,
    chromium: value.WHATSAPP === 'web' ? findChromium(environment) : undefined,
    browserFlags: value.WHATSAPP_BROWSER_FLAGS.split(/\s+/u).filter((flag) => flag !== ''),
    embeddings: value.EMBEDDINGS,
    speechModel: value.SPEECH_MODEL,
    modelHub: value.MODEL_HUB.replace(/\/$/u, ''),
    databaseUrl: value.DATABASE_URL,
    backupDays: value.BACKUP_DAYS,
    logLevel: value.LOG_LEVEL,
    metricsToken: value.METRICS_TOKEN,
    dalilKey: value.DALIL_KEY,
  }
}

function unknownSettings(given: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(given)
    .filter((name) => !SETTING_NAMES.includes(name) && OURS.test(name))
    .map((name) => {
      const near = nearestName(name, SETTING_NAMES)
      return `${name} is not a setting${near === undefined ? '' : `; did you mean ${near}?`}.`
    })
}
