/** What the sample company sells, to whom, and how customers find it. All names are invented. */
export interface Market {
  currency: 'USD' | 'CNY';
  /** Whole units to which the price of a deal is rounded. */
  step: number;
  customers: readonly string[];
  channels: readonly string[];
  notes: readonly string[];
  /** Names of the products with the whole units of money that a deal of them brings, from and to. */
  products: readonly { name: string; low: number; high: number; weight: number }[];
}

const english: Market = {
  currency: 'USD',
  step: 10,
  customers: [
    ...[
      'Larkspur Logistics',
      'Halden Instruments',
      'Copperfield Foods',
      'Brightwater Clinics',
      'Tamarind Studio',
    ],
    ...['Ridgeline Outdoor', 'Quillon Press', 'Osprey Marine', 'Fennimore & Sons', 'Alder Street Dental'],
    ...['Juniper Robotics', 'Castellan Security', 'Marlowe Textiles', 'Pinecrest Schools', 'Northgate Glass'],
    ...['Vantage Orchards', 'Silverbirch Hotels', 'Kestrel Aviation', 'Harbourlight Energy', 'Wren & Foxley'],
    ...['Dovetail Furniture', 'Meridian Plastics', 'Saltmarsh Brewing', 'Umbra Lighting', 'Cobalt Freight'],
  ],
  channels: ['webinar', 'trade fair', 'referral', 'ads'],
  notes: [
    ...['wants a pilot', 'asks for references', 'budget only next quarter', 'decision by the board'],
    ...['compares us with their old supplier', 'needs the security papers', 'very happy with the demo'],
  ],
  products: [
    { name: 'Starter', low: 1_500, high: 4_000, weight: 45 },
    { name: 'Team', low: 5_000, high: 12_000, weight: 41 },
    { name: 'Enterprise', low: 15_000, high: 42_000, weight: 14 },
  ],
};

const chinese: Market = {
  currency: 'CNY',
  step: 50,
  customers: [
    ...[
      '云杉仪器',
      '青禾食品',
      '远山物流',
      '白鹭医疗',
      '南浦精工',
      '星桥教育',
      '海棠酒店',
      '松涛能源',
      '明澈玻璃',
      '晨露饮品',
    ],
    ...[
      '翠屏家居',
      '长风航运',
      '石榴传媒',
      '竹影设计',
      '银杏药业',
      '飞鸿软件',
      '雨前茶业',
      '金穗农业',
      '蓝湾地产',
      '百川水务',
    ],
  ],
  channels: ['网络研讨会', '展会', '转介绍', '广告'],
  notes: [
    '想先试用一个月',
    '下季度才有预算',
    '需要安全资料',
    '对演示很满意',
    '正在和原供应商比较',
    '等总经理批准',
  ],
  products: [
    { name: '标准版', low: 10_000, high: 28_000, weight: 45 },
    { name: '专业版', low: 35_000, high: 86_000, weight: 41 },
    { name: '旗舰版', low: 105_000, high: 290_000, weight: 14 },
  ],
};

export const markets: Readonly<Record<'en' | 'zh', Market>> = { en: english, zh: chinese };

/** M-05: what a unit of a currency is worth in the sample company's, round figures that stand in no bank's table. */
export const rates = [
  { currency: 'CNY', rate: '0.14' },
  { currency: 'EUR', rate: '1.1' },
] as const;
