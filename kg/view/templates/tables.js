// Results and activities as tables: sort, filter, read the sentence, take along as CSV.

const STEP = 200;
const tables = new Map();  // the view's name → its state, kept while one looks at other views

const text = (key, of, show) => ({ key, of, show });
const COLUMNS = {
  results: [
    text('agent', result => namesOf(result.agents), result => links(result.agents)),
    text('of', result => nameOf(result.of), result => result.of !== undefined && link(result.of)),
    text('indicator', result => result.indicator || ''),
    { key: 'value', of: result => (Number.isNaN(result.amount) ? -Infinity : result.amount), show: amountOf, numeric: true },
    text('kind', result => (result.kind ? t(result.kind === 'rank' ? 'ranking' : result.kind) : '')),
    text('when', result => result.start || result.end || result.period || '', days),
    text('where', result => nameOf(result.place), result => result.place !== undefined && link(result.place)),
    text('source', result => reportOf(result)?.title || ''),
  ],
  activities: [
    text('agent', fact => namesOf(fact.agents), fact => links(fact.agents)),
    text('action', fact => t(fact.predicate)),
    text('object', fact => nameOf(fact.object), fact => link(fact.object)),
    text('when', fact => fact.start || fact.end || fact.period || '', days),
    text('where', fact => nameOf(fact.place), fact => fact.place !== undefined && link(fact.place)),
    text('status', fact => t(fact.status), fact => el('span', { class: 'tag ' + fact.status }, t(fact.status))),
    text('source', fact => reportOf(fact)?.title || ''),
  ],
};

function stateOf(view) {
  if (!tables.has(view)) tables.set(view, { sort: null, down: false, query: '', limit: STEP, kind: '', measure: '', by: 'agency' });
  return tables.get(view);
}

function rowsOf(view) {
  const state = stateOf(view), columns = COLUMNS[view];
  const wanted = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = view === 'results' ? data.results.filter(passesResult).filter(result => !filter.types.size || hasShownType(result)) : data.facts.filter(passes).filter(fact => !filter.types.size || hasShownType(fact));
  const rows = all.filter(item => (!state.measure || measureOf(item) + '\u0000' + scaleOf(item) === state.measure) && (!state.kind || item.kind === state.kind || item.predicate === state.kind)
    && wanted.every(word => searchText(view, item).includes(word)));
  if (!state.sort) return rows;
  const column = columns.find(({ key }) => key === state.sort), turn = state.down ? -1 : 1;
  const values = new Map(rows.map(item => [item, column.of(item)]));
  return rows.sort((a, b) => turn * compare(values.get(a), values.get(b)) || a.number - b.number);
}

const hasShownType = item => [...item.agents, item.object ?? item.of].some(number => number !== undefined && !filter.types.has(data.things[number].type));
const byPinyin = new Intl.Collator('zh-Hans-CN', { numeric: true });
const compare = (a, b) => (typeof a === 'number' ? (a === b ? 0 : a - b) : Number(!a) - Number(!b) || byPinyin.compare(a, b));

const searchTexts = new Map();
function searchText(view, item) {
  const key = view + ui.language + item.number;
  if (!searchTexts.has(key)) {
    const things = [...item.agents, item.object ?? item.of, item.place].flatMap(allNames);
    const words = item.words.map(number => data.words[number].text || '');
    searchTexts.set(key, [...COLUMNS[view].map(column => String(column.of(item))), item.measures, item.unit, ...things, ...words].join(' ').toLowerCase());
  }
  return searchTexts.get(key);
}

function drawTable(view) {
  const state = stateOf(view), box = byId('table-view');
  const body = el('tbody', {}), head = el('tr', {}), number = el('span', { class: 'quiet', role: 'status' });
  const more = el('button', { class: 'all', type: 'button', onclick: () => { state.limit += 5 * STEP; fill(); } });
  const chart = el('div', {}), charts = view === 'results' ? comparable(data.results.filter(passesResult)) : [];
  if (!charts.some(({ key }) => key === state.measure)) state.measure = '';
  const fill = () => {
    const rows = rowsOf(view), chosen = charts.find(({ key }) => key === state.measure);
    chart.replaceChildren(...(chosen ? [drawChart(chosen, state.by, by => { state.by = by; fill(); chart.querySelector('[aria-pressed=true]').focus(); })] : []));
    number.textContent = t('rows', count(rows.length));
    body.replaceChildren(...rows.slice(0, state.limit).flatMap(item => tableRows(view, item)));
    more.hidden = rows.length <= state.limit;
    more.textContent = t('moreRows', Math.min(5 * STEP, rows.length - state.limit), count(rows.length));
    head.replaceChildren(...COLUMNS[view].map(column => heading(column, state, fill)), el('th', { scope: 'col' }, el('span', { class: 'unseen' }, t('words'))));
  };
  const kinds = view === 'results' ? ['count', 'percent', 'change', 'money', 'duration', 'rank'] : [...new Set(data.facts.map(fact => fact.predicate))].sort();
  box.replaceChildren(
    el('div', { class: 'bar' },
      el('input', { type: 'search', value: state.query, placeholder: t('filterRows'), 'aria-label': t('filterRows'), oninput: later(event => { state.query = event.target.value; state.limit = STEP; fill(); }, 120) }),
      el('select', { 'aria-label': t('kind'), onchange: event => { state.kind = event.target.value; fill(); } }, el('option', { value: '' }, t('allKinds')),
        kinds.map(kind => el('option', { value: kind, selected: state.kind === kind }, t(kind === 'rank' ? 'ranking' : kind)))),
      charts.length > 0 && el('select', { 'aria-label': t('chart'), onchange: event => { state.measure = event.target.value; fill(); } }, el('option', { value: '' }, t('chart')),
        charts.slice(0, 200).map(choice => el('option', { value: choice.key, selected: state.measure === choice.key }, titleOfChart(choice)))),
      number, el('span', { class: 'space' }),
      el('button', { type: 'button', onclick: () => copyCsv(view) }, t('copy')),
      el('button', { type: 'button', onclick: () => offer(view + '.csv', new Blob(['\ufeff' + csvOf(view)], { type: 'text/csv' })) }, t('download'))),
    chart, el('div', { class: 'scroll' }, el('table', { class: 'wide ' + view }, el('caption', { class: 'unseen' }, t(view)), el('thead', {}, head), body), more));
  fill();
}

function heading(column, state, fill) {
  const sorted = state.sort === column.key;
  return el('th', { scope: 'col', class: column.numeric ? 'value' : '', 'aria-sort': sorted ? (state.down ? 'descending' : 'ascending') : 'none' },
    el('button', { type: 'button', title: t('sortBy', t(column.key)), onclick: event => {
      state.down = sorted ? !state.down : Boolean(column.numeric);
      state.sort = column.key;
      fill();
      byId('table-view').querySelector('th[aria-sort$="ending"] button')?.focus();
    } }, t(column.key), el('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted ? (state.down ? '▼' : '▲') : '')));
}

function tableRows(view, item) {
  const columns = COLUMNS[view];
  const words = el('tr', { class: 'words', hidden: true }, el('td', { colspan: columns.length + 1 }));
  const open = el('button', { class: 'read', type: 'button', 'aria-expanded': 'false', 'aria-label': t('words'), title: t('words'), onclick: () => {
    const show = words.hidden;
    if (show) words.firstChild.replaceChildren(sentencesOf(item, { names: namesIn(item), amount: item.amount }));
    words.hidden = !show;
    open.setAttribute('aria-expanded', String(show));
  } }, '“…”');
  const row = el('tr', { class: item.planned || item.status === 'planned' ? 'planned' : '', onclick: event => { if (!event.target.closest('a,button')) open.click(); } },
    columns.map(column => el('td', { class: column.key, 'data-label': t(column.key) }, (column.show || column.of)(item) || null)), el('td', { class: 'read' }, open));
  return [row, words];
}

// ---- CSV ----

const CSV = {
  results: [['agent', item => namesOf(item.agents)], ['of', item => nameOf(item.of)], ['indicator', item => item.indicator], ['value', item => item.value], ['unit', item => item.unit],
    ['kind', item => item.kind], ['bound', item => item.bound || 'exact'], ['direction', item => item.direction], ['baseline', item => item.baseline], ['start', item => item.start], ['end', item => item.end],
    ['where', item => nameOf(item.place)], ['planned', item => (item.planned ? 'true' : 'false')]],
  activities: [['agent', item => namesOf(item.agents)], ['action', item => item.predicate], ['object', item => nameOf(item.object)], ['start', item => item.start], ['end', item => item.end],
    ['where', item => nameOf(item.place)], ['status', item => item.status]],
};

function csvOf(view) {
  const columns = [...CSV[view],
    ['sentence', item => wordsOf(item).text], ['file', item => reportOf(item)?.file], ['position', item => wordsOf(item).start], ['end_position', item => wordsOf(item).end], ['url', item => reportOf(item)?.url]];
  const lines = [columns.map(([key]) => key), ...rowsOf(view).map(item => columns.map(([, of]) => of(item)))];
  return lines.map(line => line.map(safeCell).join(',')).join('\r\n') + '\r\n';
}

const wordsOf = item => (item.words.length ? data.words[item.words[0]] : {});

// A text that a spreadsheet would take for a formula gets an apostrophe; a number stays one.
function safeCell(value) {
  let cell = String(value ?? '');
  if (/^([\t\r\n]|\s*[=+\-@＝＋－＠])/.test(cell) && !/^[+-]?\d+(\.\d+)?%?$/.test(cell)) cell = "'" + cell;
  return /[",\r\n]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell;
}

async function copyCsv(view) {
  const content = csvOf(view);
  try { await navigator.clipboard.writeText(content); } catch {
    const area = el('textarea', { class: 'unseen' });
    area.value = content;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  say(t('copied', count(rowsOf(view).length)));
}
