import { type Day, type Deed, minuteIn } from './day.ts';
import type { Chance } from './random.ts';
import { isClosingTime } from './rhythm.ts';

/** What becomes of a rep's opportunities: a proposal after days, then won or lost. */
interface Pipeline {
  /** What happens on the person's working day number `index`, in their order. */
  on(index: number, day: Day): Deed[];
}

interface Opportunity {
  customer: string;
  product: string;
  /** Whole units of money. */
  amount: number;
  channel: string;
}

/** A pipeline that is empty yet. `colleagues`: with whom a deal may be shared. */
export function createPipeline(colleagues: readonly string[]): Pipeline {
  const planned = new Map<number, ((day: Day) => Deed)[]>();
  const plan = (index: number, step: (day: Day) => Deed): void => {
    planned.set(index, [...(planned.get(index) ?? []), step]);
  };
  const arise = (index: number, day: Day): Deed => {
    const opportunity = newOpportunity(day);
    const proposed = index + day.chance.between(3, 9);
    if (day.chance.happens(800)) plan(proposed, (on) => proposal(opportunity, on));
    const pace = isClosingTime(day.date) ? 10 : 16;
    plan(proposed + day.chance.between(3, pace), (on) => outcome(opportunity, on, colleagues));
    const { customer, product, amount, channel } = opportunity;
    return {
      typeKey: 'opportunity',
      quantity: 1,
      minute: minuteIn(day.chance),
      customer,
      product,
      amount,
      channel,
    };
  };
  return {
    on(index, day) {
      const count = day.chance.times(Math.trunc((day.character.opportunities * day.load) / 1_000));
      const fresh = Array.from({ length: count }, () => arise(index, day));
      return [...fresh, ...(planned.get(index) ?? []).map((step) => step(day))];
    },
  };
}

function newOpportunity({ chance, market, character }: Day): Opportunity {
  const product = byWeight(chance, market.products);
  const size = chance.between(product.low, product.high);
  const amount = Math.trunc((size * character.dealPercent) / 10_000) * 100;
  return {
    amount: Math.max(amount, 100),
    product: product.name,
    customer: chance.oneOf(market.customers),
    channel: chance.oneOf(market.channels),
  };
}

function byWeight<T extends { weight: number }>(chance: Chance, list: readonly T[]): T {
  let left = chance.below(list.reduce((sum, one) => sum + one.weight, 0));
  for (const one of list) {
    if (left < one.weight) return one;
    left -= one.weight;
  }
  return chance.oneOf(list);
}

function proposal({ customer, product, amount, channel }: Opportunity, { chance }: Day): Deed {
  return { typeKey: 'proposal', quantity: 1, minute: minuteIn(chance), customer, product, amount, channel };
}

/** Won at 80 to 105 per cent of what was hoped for, sometimes together with somebody; or lost. */
function outcome(hope: Opportunity, { chance, character, market }: Day, colleagues: readonly string[]): Deed {
  const { customer, product, channel } = hope;
  const common = { quantity: 1, minute: minuteIn(chance), customer, product, channel };
  if (!chance.happens(character.winPermille)) {
    const note = chance.happens(300) ? { note: chance.oneOf(market.notes) } : {};
    return { typeKey: 'lost', amount: hope.amount, ...common, ...note };
  }
  const percent = chance.between(80, 105);
  const amount = Math.trunc((hope.amount * percent) / (100 * market.step)) * market.step;
  const isShared = colleagues.length > 0 && chance.happens(60);
  const sharedWith = isShared
    ? { handle: chance.oneOf(colleagues), percent: chance.between(2, 5) * 10 }
    : undefined;
  return { typeKey: 'deal', amount, ...common, ...(sharedWith === undefined ? {} : { sharedWith }) };
}
