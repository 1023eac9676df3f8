import { parsePattern, RuleSet } from '@busline/event-patterns';
import { Accounts, Table } from '../accounts';
import { EventBus, Rule, rulesOf } from '../services/events/state';
import { EventInTransit } from './event';

/** The rules of one bus, ready to be matched, kept up with every change. */
interface Ready {
  table: Table<Rule>;
  names: RuleSet<string>;
}

/** Finds the rules that an event on a bus matches. */
export class BusRules {
  readonly #accounts: Accounts;
  readonly #ready = new Map<string, Ready>();

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  match(bus: EventBus, event: EventInTransit): Rule[] {
    const { table, names } = this.#readyFor(bus);
    const matching: Rule[] = [];
    for (const name of names.match(event.envelope)) {
      const rule = table.get(name);
      if (rule && (event.onlyRules?.includes(name) ?? true)) {
        matching.push(rule);
      }
    }
    return matching;
  }

  clear(): void {
    this.#ready.clear();
  }

  #readyFor(bus: EventBus): Ready {
    let ready = this.#ready.get(bus.arn);
    if (!ready) {
      const table = rulesOf(this.#accounts, bus);
      const names = new RuleSet<string>();
      const texts = new Map<string, string>();
      const follow = (name: string, rule: Rule | undefined) => {
        const text =
          rule?.state === 'DISABLED' ? undefined : rule?.eventPattern;
        // Most changes of a rule are about its targets.
        if (texts.get(name) === text) {
          return;
        }
        if (text) {
          texts.set(name, text);
          // Its length was checked when the rule was made.
          const pattern = parsePattern(text, { maxCharacters: Infinity });
          if (names.has(name)) {
            names.replace(name, pattern);
          } else {
            names.add(name, pattern);
          }
        } else {
          texts.delete(name);
          names.remove(name);
        }
      };
      for (const rule of table.values()) {
        follow(rule.name, rule);
      }
      table.listen(follow);
      ready = { table, names };
      this.#ready.set(bus.arn, ready);
    }
    return ready;
  }
}
