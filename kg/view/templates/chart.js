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

// By agency: one block for each, its years below one another. By year: one block for each year, the agencies from most to least.
function drawChart({ list, name, unit }, by, onBy) {
  const agentOf = result => (result.agents.length ? namesOf(result.agents) : nameOf(result.of)), yearOf = result => (result.start || result.end || '').slice(0, 4);
  const groups = new Map();
  for (const result of list) push(groups, by === 'year' ? yearOf(result) : agentOf(result), result);
  const blocks = [...groups].sort((a, b) => (by === 'year' ? compare(a[0], b[0]) : Math.max(...b[1].map(sizeOf)) - Math.max(...a[1].map(sizeOf)) || compare(a[0], b[0])));
  for (const [, rows] of blocks) rows.sort((a, b) => (by === 'year' ? sizeOf(b) - sizeOf(a) : compare(a.start || a.end || '', b.start || b.end || '')) || a.number - b.number);
  const most = Math.max(...list.map(sizeOf), 1e-9), lead = result => (result.agents.length ? links(result.agents) : result.of !== undefined && link(result.of));
  let room = MOST_BARS;
  const body = blocks.flatMap(([key, rows]) => {
    const shown = rows.slice(0, Math.max(0, room));
    room -= shown.length;
    return shown.map((result, place) => el('tr', { class: place ? '' : 'first' },
      place === 0 && el('th', { scope: 'rowgroup', rowspan: shown.length }, by === 'year' ? key || t('undated') : lead(result)),
      el('td', { class: 'who' }, by === 'year' ? lead(result) : days(result)),
      el('td', { class: 'length' }, bars(result, most)), el('td', { class: 'value' }, amountOf(result))));
  });
  return el('figure', { class: 'chart' },
    el('figcaption', {}, el('b', {}, name), unit && el('span', {}, unit), el('span', { class: 'space' }),
      el('span', { class: 'switch', role: 'group', 'aria-label': t('chartBy') }, ['agency', 'year'].map(key => el('button', { type: 'button', 'aria-pressed': String(by === key), onclick: () => onBy(key) }, t(key === 'year' ? 'byYear' : 'byAgency'))))),
    el('table', {}, el('caption', { class: 'unseen' }, name), el('tbody', {}, body)),
    list.length > MOST_BARS && el('p', { class: 'quiet' }, t('shownOf', MOST_BARS, count(list.length))));
}

const sizeOf = result => Math.abs(result.amount);

function bars(result, most) {
  return svg('svg', { viewBox: '0 0 300 16', preserveAspectRatio: 'none', 'aria-hidden': 'true', class: 'measure' },
    svg('rect', { x: 0, y: 2, width: Math.max(1, 300 * Math.abs(result.amount) / most).toFixed(1), height: 12, class: result.direction === 'down' ? 'down' : '' }));
}
