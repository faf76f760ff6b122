import type { Figure } from '../../ports/index.ts'
import { INDEXES } from './indexes.ts'
import type { TableName, TableRecords } from './records.ts'
import type { Row } from './rows.ts'
import { Table } from './table.ts'
import { TableView } from './view.ts'

/** All tables. */
export type Tables = { readonly [N in TableName]: Table<TableRecords[N]> }

/** All tables as one transaction sees them. */
export type Views = { readonly [N in TableName]: TableView<TableRecords[N]> }

/** Creates empty tables. */
export function createTables(): Tables {
  const { people, deliveries, outbox, questions, reminders, referrals } = INDEXES
  const { staff, invites, sessions, attempts, audit, figures, campaigns, overrides, cases } =
    INDEXES
  const { subscriptions, announcements } = INDEXES
  return {
    people: new Table(Object.values(people)),
    deliveries: new Table(Object.values(deliveries)),
    outbox: new Table(Object.values(outbox)),
    questions: new Table(Object.values(questions)),
    reminders: new Table(Object.values(reminders)),
    staff: new Table(Object.values(staff)),
    invites: new Table(Object.values(invites)),
    sessions: new Table(Object.values(sessions)),
    attempts: new Table(Object.values(attempts)),
    audit: new Table(Object.values(audit)),
    figures: new Table<Figure>(Object.values(figures)),
    campaigns: new Table(Object.values(campaigns)),
    settings: new Table<string>([]),
    overrides: new Table(Object.values(overrides)),
    cases: new Table(Object.values(cases)),
    subscriptions: new Table(Object.values(subscriptions)),
    announcements: new Table(Object.values(announcements)),
    referrals: new Table(Object.values(referrals)),
  }
}

/** Views of all tables, without changes yet. */
export function createViews(tables: Tables): Views {
  return {
    people: new TableView(tables.people),
    deliveries: new TableView(tables.deliveries),
    outbox: new TableView(tables.outbox),
    questions: new TableView(tables.questions),
    reminders: new TableView(tables.reminders),
    staff: new TableView(tables.staff),
    invites: new TableView(tables.invites),
    sessions: new TableView(tables.sessions),
    attempts: new TableView(tables.attempts),
    audit: new TableView(tables.audit),
    figures: new TableView(tables.figures),
    campaigns: new TableView(tables.campaigns),
    settings: new TableView(tables.settings),
    overrides: new TableView(tables.overrides),
    cases: new TableView(tables.cases),
    subscriptions: new TableView(tables.subscriptions),
    announcements: new TableView(tables.announcements),
    referrals: new TableView(tables.referrals),
  }
}

/** Puts a row read from a file of ours, whose checksum held, into its table. */
export function putRow(tables: Tables, { table, key, value }: Row): void {
  const target: Table<unknown> = tables[table] as Table<unknown>
  target.set(key, value ?? undefined)
}
