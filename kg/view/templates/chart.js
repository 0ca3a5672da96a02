// One indicator in bars: who, when, how much. Only what can be compared: the same kind and unit, no targets.

const MOST_BARS = 30;
const measureOf = result => result.measures || result.indicator || '';

// The indicators that at least two results measure in the same unit, the most frequent first.
function comparable(results) {
  const numbers = new Map();
  for (const result of results) {
    if (Number.isNaN(result.amount) || result.planned || !measureOf(result)) continue;
    push(numbers, measureOf(result) + '\u0000' + scaleOf(result), result);
  }
  return [...numbers].filter(([, list]) => list.length > 1).sort((a, b) => b[1].length - a[1].length || byPinyin.compare(a[0], b[0]))
    .map(([key, list]) => ({ key, list, name: measureOf(list[0]), unit: list[0].unit || '', kind: list[0].kind || '' }));
}

const scaleOf = result => [result.kind, result.unit].join('\u0000');
const titleOfChart = ({ name, unit, kind, list }) => `${name}（${[kind === 'change' ? t('change') : '', unit].filter(Boolean).join(' ')}）${list.length}`;

function drawChart({ list, name, unit }) {
  const shown = [...list].sort((a, b) => (a.start || '') < (b.start || '') ? -1 : (a.start || '') > (b.start || '') ? 1 : b.amount - a.amount).slice(0, MOST_BARS);
  const most = Math.max(...shown.map(result => Math.abs(result.amount)), 1e-9);
  return el('figure', { class: 'chart' }, el('figcaption', {}, el('b', {}, name), unit && el('span', {}, unit)),
    el('table', {}, el('caption', { class: 'unseen' }, name), el('tbody', {}, shown.map(result => el('tr', {},
      el('th', { scope: 'row' }, result.agents.length ? links(result.agents) : result.of !== undefined && link(result.of), ' ', el('span', { class: 'quiet' }, days(result))),
      el('td', {}, bars(result, most)), el('td', { class: 'value' }, amountOf(result)))))));
}

function bars(result, most) {
  return svg('svg', { viewBox: '0 0 300 16', preserveAspectRatio: 'none', 'aria-hidden': 'true', class: 'measure' },
    svg('rect', { x: 0, y: 2, width: Math.max(1, 300 * Math.abs(result.amount) / most).toFixed(1), height: 12, class: result.direction === 'down' ? 'down' : '' }));
}
