// The page as a whole: where one is (the address bar's hash), filters, language, theme, keys.

const route = { view: 'graph', thing: null };

function readRoute(hash) {
  const [view, id] = hash.replace(/^#\/?/, '').split('/');
  if (view === 'thing') {
    let name = '';
    try { name = decodeURIComponent(id || ''); } catch { /* an address that was cut off */ }
    return { view: 'graph', thing: byName.get(name) ?? null };
  }
  return { view: ['results', 'activities', 'timeline', 'map', 'doubts'].includes(view) ? view : 'graph', thing: null };
}

function go(hash) {
  const before = location.hash;
  try { location.hash = hash; } catch { /* a frame that may not */ }
  if (location.hash === before) show(readRoute(hash));
}

function show({ view, thing }) {
  const changed = view !== route.view;
  Object.assign(route, { view, thing });
  document.body.dataset.view = view;
  byId('graph-view').hidden = view !== 'graph';
  byId('table-view').hidden = view === 'graph';
  byId('panel').hidden = view !== 'graph';
  for (const tab of document.querySelectorAll('[data-view]')) {
    if (tab.dataset.view === view) tab.setAttribute('aria-current', 'page'); else tab.removeAttribute('aria-current');
  }
  if (view === 'graph') {
    byId('panel').classList.toggle('open', thing !== null);
    if (changed && thing === null) fitAll(false);
    choose(thing);
    drawPanel(thing);
    if (thing !== null && !ui.narrow.matches) byId('panel').querySelector('h2')?.focus({ preventScroll: true });
  } else if (view === 'timeline') drawTimeline();
  else if (view === 'map') drawMap();
  else if (view === 'doubts') drawDoubts();
  else drawTable(view);
  document.title = thing === null ? heading1 : data.things[thing].name + ' · ' + heading1;
}

const heading1 = document.title;

function refresh() {
  findLines();
  if (picture.selected !== null || picture.near) setNear();
  refreshPicture();
  if (route.view === 'graph') drawPanel(route.thing); else show({ ...route });
}

function refreshAndFit() {
  refresh();
  if (picture.selected === null) fitAll(true);
}

// ---- filters ----

function drawFilters() {
  const numbers = new Map();
  for (const thing of data.things) numbers.set(thing.type, (numbers.get(thing.type) || 0) + 1);
  const statuses = new Map();
  for (const fact of data.facts) statuses.set(fact.status, (statuses.get(fact.status) || 0) + 1);
  const set = (key, value) => { filter[key] = value; refreshAndFit(); };
  byId('filters').replaceChildren(...[
    el('h2', {}, t('types'), el('button', { class: 'all', type: 'button', onclick: () => { filter.types.clear(); drawFilters(); refreshAndFit(); } }, t('all'))),
    el('ul', { class: 'legend' }, [...TYPES.keys()].filter(type => numbers.has(type)).map(type => el('li', {},
      check(t(type), !filter.types.has(type), on => { if (on) filter.types.delete(type); else filter.types.add(type); refresh(); }, badge(type), count(numbers.get(type)))))),
    el('h2', {}, t('statuses')),
    el('ul', { class: 'legend' }, ['done', 'planned', 'denied', 'inferred'].filter(status => statuses.has(status)).map(status => el('li', {},
      check(t(status), filter.statuses.has(status), on => { if (on) filter.statuses.add(status); else filter.statuses.delete(status); refresh(); }, stroke(status), count(statuses.get(status)))))),
    regions.length > 0 && choice('region', [['', t('allRegions')], ...regions.map(code => [code, '　'.repeat(code.length / 2 - 1) + data.regions[code]])], filter.region, value => set('region', value || null)),
    data.reports.length > 1 && choice('report', [['', t('allReports')], ...data.reports.map((report, number) => [number, shorten(report.title, 40)])], filter.report, value => set('report', value === '' ? null : Number(value))),
    ...periodFilter(set),
    el('h2', {}, t('display')),
    check(t('relationNames'), picture.relationNames, on => { picture.relationNames = on; picture.network.redraw(); }),
    el('button', { id: 'more', type: 'button', onclick: () => showMore() }, t('more', 200)),
    el('button', { type: 'button', onclick: clearFilters }, t('clear')),
  ].filter(Boolean));
  offerMore();
}

function check(name, on, work, sign, number) {
  return el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: on, onchange: event => work(event.target.checked) }), sign, el('span', {}, name), number && el('span', { class: 'number' }, number));
}

function choice(key, options, value, work) {
  return el('label', { class: 'choice' }, el('span', {}, t(key)), el('select', { id: 'filter-' + key, onchange: event => work(event.target.value) },
    options.map(([option, name]) => el('option', { value: option, selected: String(option) === String(value ?? '') }, name))));
}

function periodFilter(set) {
  const years = [...new Set([...data.facts, ...data.results].flatMap(fact => [fact.start, fact.end]).filter(Boolean).map(day => day.slice(0, 4)))].sort();
  if (years.length < 2) return [];
  const select = key => el('select', { 'aria-label': t('period') + ' ' + t(key), onchange: event => set(key, event.target.value) },
    el('option', { value: '' }, t(key) + '…'), years.map(year => el('option', { value: year, selected: filter[key] === year }, year)));
  return [el('div', { class: 'choice' }, el('span', {}, t('period')), el('div', { class: 'pair' }, select('from'), select('to')))];
}

function stroke(status) {
  const dashes = { planned: '5 3', denied: '2 3' };
  return svg('svg', { width: 22, height: 10, class: 'badge', 'aria-hidden': 'true' },
    svg('line', { x1: 1, y1: 5, x2: 21, y2: 5, stroke: 'currentColor', 'stroke-width': status === 'inferred' ? 0.8 : 2, 'stroke-dasharray': Object.hasOwn(dashes, status) ? dashes[status] : '' }));
}

function clearFilters() {
  filter.types.clear();
  filter.statuses = new Set(['done', 'planned', 'denied', 'inferred']);
  Object.assign(filter, { report: null, region: null, from: '', to: '' });
  drawFilters();
  refreshAndFit();
}

// ---- language and theme ----

function applyLanguage() {
  document.documentElement.lang = ui.language === 'zh' ? 'zh-Hans' : 'en';
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
    if (element.title) element.title = t(element.dataset.label);
  }
  for (const element of document.querySelectorAll('[data-hint]')) {
    element.placeholder = t(element.dataset.hint);
    element.setAttribute('aria-label', t(element.dataset.hint));
  }
  const other = byId('language');
  other.textContent = ui.language === 'zh' ? 'English' : '中文';
  other.lang = ui.language === 'zh' ? 'en' : 'zh-Hans';
}

function applyTheme() {
  document.documentElement.dataset.theme = ui.theme;
  readColours();
}

// ---- start: the first picture at once, the rest when the data has arrived ----

applyTheme();
applyLanguage();
drawFirstPicture();

document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(start)));

function start() {
  loadData();
  wirePicture();
  document.querySelector('[data-view=map]').hidden = !Object.keys(data.spots).length;
  drawFilters();
  suggestInto(byId('query'), byId('suggestions'), number => go(routeOf(number)));
  byId('language').addEventListener('click', () => {
    ui.language = ui.language === 'zh' ? 'en' : 'zh';
    remembered.set('language', ui.language);
    applyLanguage();
    drawFilters();
    refresh();
  });
  byId('theme').addEventListener('click', () => {
    ui.theme = ui.theme === 'dark' ? 'light' : 'dark';
    remembered.set('theme', ui.theme);
    applyTheme();
    drawFilters();
    refresh();
  });
  byId('filters-button').addEventListener('click', () => openFilters(!byId('filters').classList.contains('open')));
  byId('stage').addEventListener('pointerdown', () => openFilters(false));
  document.addEventListener('click', event => {
    const anchor = event.target.closest?.('a[data-go],a[data-view]');
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(anchor.getAttribute('href'));
  });
  document.addEventListener('keydown', event => {
    const typing = /^(input|select|textarea)$/i.test(event.target.tagName);
    if (event.key === '/' && !typing) { event.preventDefault(); byId('query').focus(); }
    if (event.key === 'Escape' && !typing) { if (byId('filters').classList.contains('open')) openFilters(false); else if (route.thing !== null) go('#/'); }
  });
  addEventListener('hashchange', () => show(readRoute(location.hash)));
  addEventListener('resize', later(() => { if (picture.selected === null) fitAll(false); }, 150));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', event => {
    if (remembered.get('theme')) return;
    ui.theme = event.matches ? 'dark' : 'light';
    applyTheme();
    drawFilters();
    refresh();
  });
  show(readRoute(location.hash));
  performance.mark('ready');
  document.documentElement.dataset.ready = 'yes';
}

function openFilters(open) {
  byId('filters').classList.toggle('open', open);
  byId('filters-button').setAttribute('aria-expanded', String(open));
}
