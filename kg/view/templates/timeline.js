// When: facts and results by month, as bars to choose from; below them the facts of what is chosen.

let chosenMonth = null;

function drawTimeline() {
  const dated = new Map();
  for (const item of [...data.facts.filter(passes), ...data.results.filter(passesResult)]) {
    if (item.start && /^\d{4}/.test(item.start)) push(dated, monthOf(item), item);
  }
  const issued = new Map();
  for (const report of data.reports.filter((_, number) => filter.report === null || filter.report === number)) {
    if (/^\d{4}/.test(report.date || '')) push(issued, report.date.slice(0, 7), report);
  }
  for (const key of issued.keys()) if (!dated.has(key)) dated.set(key, []);
  const keys = [...dated.keys()].sort();
  const box = byId('table-view');
  if (!keys.length) return box.replaceChildren(el('p', { class: 'no-words' }, t('noFacts')));
  if (!dated.has(chosenMonth)) chosenMonth = keys.reduce((best, key) => (dated.get(key).length >= dated.get(best).length ? key : best), keys[0]);
  const most = Math.max(...keys.map(key => dated.get(key).length), 1);
  const years = new Map();
  for (const key of keys) push(years, key.slice(0, 4), key);
  const list = el('div', { class: 'month' });
  const show = key => {
    chosenMonth = key;
    for (const bar of box.querySelectorAll('.bars button')) bar.setAttribute('aria-pressed', String(bar.dataset.key === key));
    list.replaceChildren(el('h2', {}, titleOf(key), el('span', { class: 'number' }, count(dated.get(key).length))), ...issuedList(issued.get(key)), ...dayList(dated.get(key)));
  };
  box.replaceChildren(
    el('p', { class: 'quiet hint' }, t('timelineHint')),
    el('div', { class: 'years' }, [...years].map(([year, months]) => el('section', { class: 'year' },
      el('h2', {}, year),
      el('div', { class: 'bars' }, months.map(key => bar(key, dated.get(key).length, most, show, (issued.get(key) || []).length)))))),
    list);
  show(chosenMonth);
  box.querySelector('.bars [aria-pressed=true]').scrollIntoView({ block: 'nearest', inline: 'center' });
}

// A month; a period that fills a year or more belongs to the year.
function monthOf({ start, end }) {
  return start.length < 7 || (start.endsWith('-01-01') && (!end || end.slice(0, 4) !== start.slice(0, 4) || end.endsWith('-12-31'))) ? start.slice(0, 4) : start.slice(0, 7);
}

const titleOf = key => (key.length === 4 ? t('year', key) : t('month', ...(ui.language === 'zh' ? [key.slice(0, 4), Number(key.slice(5))] : [key.slice(0, 4), key.slice(5)])));

function bar(key, number, most, show, reports) {
  const height = number ? Math.max(4, Math.round(72 * Math.sqrt(number / most))) : 0;
  const told = t('yearFacts', titleOf(key), number) + (reports ? '，' + t('reportsIssued', reports) : '');
  return el('button', { type: 'button', 'data-key': key, 'aria-pressed': 'false', title: told, 'aria-label': told, onclick: () => show(key) },
    svg('svg', { width: 22, height: 76, viewBox: '0 0 22 76', 'aria-hidden': 'true' }, svg('rect', { x: 1, y: 76 - height, width: 20, height, rx: 2, class: key.length === 4 ? 'whole' : '' })),
    el('span', {}, key.length === 4 ? t('wholeYear') : String(Number(key.slice(5)))),
    el('span', { class: 'issued', 'aria-hidden': 'true' }, reports ? '▤' : ''));
}

// The reports of a month: what it tells of is above, when it was told is here.
function issuedList(reports) {
  if (!reports) return [];
  return [el('section', {}, el('h3', {}, '▤ ', t('reports'), el('span', { class: 'number' }, count(reports.length))), longList(reports, report => el('li', {},
    isWebAddress(report.url) ? el('a', { href: report.url, target: '_blank', rel: 'noopener noreferrer' }, report.title) : report.title,
    el('span', { class: 'quiet' }, [report.publisher, report.date, report.file].filter(Boolean).join(' · '))), 'reports'))];
}

function dayList(items) {
  const days = new Map();
  for (const item of [...items].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))) push(days, whenOf(item), item);
  return [...days].map(([day, list]) => el('section', {}, el('h3', {}, day), longList(list, item => (item.predicate ? timedFact(item) : timedResult(item)), 'facts')));
}

function timedFact(fact) {
  return el('li', { class: 'item' }, el('p', {}, links(fact.agents), el('span', { class: 'verb' }, t(fact.predicate)), link(fact.object), statusTag(fact)), sentencesOf(fact, { names: namesIn(fact) }));
}

function timedResult(result) {
  return el('li', { class: 'item' }, el('p', {}, links(result.agents), el('span', { class: 'verb' }, result.indicator), amountOf(result)), sentencesOf(result, { names: namesIn(result), amount: result.amount }));
}
