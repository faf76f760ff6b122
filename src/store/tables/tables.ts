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
  return new LazyViews(tables)
}

/** The tables that a transaction changes. */
export function changedIn(views: Views): readonly TableName[] {
  // `createViews` makes all there are.
  return (views as LazyViews).changed()
}

/** Each view is made when it is first asked for: a turn looks at few tables. */
class LazyViews implements Views {
  readonly #tables: Tables
  readonly #made = new Map<TableName, TableView<unknown>>()

  constructor(tables: Tables) {
    this.#tables = tables
  }

  changed(): readonly TableName[] {
    const changed: TableName[] = []
    for (const [name, view] of this.#made) if (view.isChanged) changed.push(name)
    return changed
  }

  get people() {
    return this.#of('people')
  }
  get deliveries() {
    return this.#of('deliveries')
  }
  get outbox() {
    return this.#of('outbox')
  }
  get questions() {
    return this.#of('questions')
  }
  get reminders() {
    return this.#of('reminders')
  }
  get staff() {
    return this.#of('staff')
  }
  get invites() {
    return this.#of('invites')
  }
  get sessions() {
    return this.#of('sessions')
  }
  get attempts() {
    return this.#of('attempts')
  }
  get audit() {
    return this.#of('audit')
  }
  get figures() {
    return this.#of('figures')
  }
  get campaigns() {
    return this.#of('campaigns')
  }
  get settings() {
    return this.#of('settings')
  }
  get overrides() {
    return this.#of('overrides')
  }
  get cases() {
    return this.#of('cases')
  }
  get subscriptions() {
    return this.#of('subscriptions')
  }
  get announcements() {
    return this.#of('announcements')
  }
  get referrals() {
    return this.#of('referrals')
  }

  #of<N extends TableName>(name: N): TableView<TableRecords[N]> {
    const made = this.#made.get(name)
    if (made !== undefined) return made as TableView<TableRecords[N]>
    const view = new TableView<TableRecords[N]>(this.#tables[name])
    this.#made.set(name, view as TableView<unknown>)
    return view
  }
}

/** Puts a row read from a file of ours, whose checksum held, into its table. */
export function putRow(tables: Tables, { table, key, value }: Row): void {
  const target: Table<unknown> = tables[table] as Table<unknown>
  target.set(key, value ?? undefined)
}
