// When: facts and results by month, as bars to choose from; below them the facts of what is chosen.

let chosenMonth = null;

function drawTimeline() {
  const dated = new Map();
  for (const item of [...data.facts.filter(passes), ...data.results.filter(passesResult)]) {
    if (item.start && /^\d{4}/.test(item.start)) push(dated, monthOf(item), item);
  }
  const keys = [...dated.keys()].sort();
  const box = byId('table-view');
  if (!keys.length) return box.replaceChildren(el('p', { class: 'no-words' }, t('noFacts')));
  if (!dated.has(chosenMonth)) chosenMonth = keys.reduce((best, key) => (dated.get(key).length >= dated.get(best).length ? key : best), keys[0]);
  const most = Math.max(...keys.map(key => dated.get(key).length));
  const years = new Map();
  for (const key of keys) push(years, key.slice(0, 4), key);
  const list = el('div', { class: 'month' });
  const show = key => {
    chosenMonth = key;
    for (const bar of box.querySelectorAll('.bars button')) bar.setAttribute('aria-pressed', String(bar.dataset.key === key));
    list.replaceChildren(el('h2', {}, titleOf(key), el('span', { class: 'number' }, count(dated.get(key).length))), ...dayList(dated.get(key)));
  };
  box.replaceChildren(
    el('p', { class: 'quiet hint' }, t('timelineHint')),
    el('div', { class: 'years' }, [...years].map(([year, months]) => el('section', { class: 'year' },
      el('h2', {}, year),
      el('div', { class: 'bars' }, months.map(key => bar(key, dated.get(key).length, most, show)))))),
    list);
  show(chosenMonth);
  box.querySelector('.bars [aria-pressed=true]').scrollIntoView({ block: 'nearest', inline: 'center' });
}

// A month; a period that fills a year or more belongs to the year.
function monthOf({ start, end }) {
  return start.length < 7 || (start.endsWith('-01-01') && (!end || end.slice(0, 4) !== start.slice(0, 4) || end.endsWith('-12-31'))) ? start.slice(0, 4) : start.slice(0, 7);
}

const titleOf = key => (key.length === 4 ? t('year', key) : t('month', ...(ui.language === 'zh' ? [key.slice(0, 4), Number(key.slice(5))] : [key.slice(0, 4), key.slice(5)])));

function bar(key, number, most, show) {
  const height = Math.max(4, Math.round(72 * Math.sqrt(number / most)));
  return el('button', { type: 'button', 'data-key': key, 'aria-pressed': 'false', title: t('yearFacts', titleOf(key), number), 'aria-label': t('yearFacts', titleOf(key), number), onclick: () => show(key) },
    svg('svg', { width: 22, height: 76, viewBox: '0 0 22 76', 'aria-hidden': 'true' }, svg('rect', { x: 1, y: 76 - height, width: 20, height, rx: 2, class: key.length === 4 ? 'whole' : '' })),
    el('span', {}, key.length === 4 ? t('wholeYear') : String(Number(key.slice(5)))));
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
