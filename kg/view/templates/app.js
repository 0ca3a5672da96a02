// The page as a whole: where one is (the address bar's hash: view, thing, filters), language, theme, keys.

const route = { view: 'graph', thing: null };

function readRoute(hash) {
  const [view, id] = hash.replace(/^#\/?/, '').split('?')[0].split('/');
  if (view === 'thing') {
    let name = '';
    try { name = decodeURIComponent(id || ''); } catch { /* an address that was cut off */ }
    return { view: 'graph', thing: byName.get(name) ?? null };
  }
  return { view: ['results', 'activities', 'timeline', 'map', 'doubts'].includes(view) ? view : 'graph', thing: null };
}

// A link leads on under the filters that are set; an address that was kept brings its own.
function go(hash) {
  const before = location.hash;
  try { location.hash = hash + filterQuery(); } catch { /* a frame that may not */ }
  if (location.hash === before) show(readRoute(hash));
}

function openAddress() {
  if (readFilters(location.hash)) {
    drawFilters();
    refreshAndFit();
  }
  show(readRoute(location.hash));
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
    if (thing !== null && !ui.narrow.matches && !picture.walking) byId('panel').querySelector('h2')?.focus({ preventScroll: true });
    picture.walking = false;
  } else if (view === 'timeline') drawTimeline();
  else if (view === 'map') drawMap();
  else if (view === 'doubts') drawDoubts();
  else drawTable(view);
  document.title = thing === null ? heading1 : data.things[thing].name + ' · ' + heading1;
}

const heading1 = document.title;

function refresh() {
  writeFilters();
  findLines();
  if (picture.selected !== null || picture.near) setNear();
  refreshPicture();
  if (route.view === 'graph') drawPanel(route.thing); else show({ ...route });
}

function refreshAndFit() {
  map.frame = null;
  refresh();
  if (picture.selected === null) fitAll(true);
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
  byId('help-button').addEventListener('click', showHelp);
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
    if (typing || event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    if (event.key === '/') { event.preventDefault(); byId('query').focus(); }
    if (event.key === '?') showHelp();
    if (/^[1-6]$/.test(event.key)) [...document.querySelectorAll('#tabs a')].at(event.key - 1)?.click();
    if (event.key === 'Escape') { if (byId('filters').classList.contains('open')) openFilters(false); else if (picture.path || picture.only) showWhole(); else if (route.thing !== null) go('#/'); }
  });
  addEventListener('beforeprint', () => {
    if (ui.theme === 'dark') printInLight();
    for (const closed of byId('panel').querySelectorAll('button.open[aria-expanded=false]')) closed.click();
  });
  addEventListener('hashchange', openAddress);
  addEventListener('resize', later(() => { if (picture.selected === null) fitAll(false); }, 150));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', event => {
    if (remembered.get('theme')) return;
    ui.theme = event.matches ? 'dark' : 'light';
    applyTheme();
    drawFilters();
    refresh();
  });
  openAddress();
  performance.mark('ready');
  document.documentElement.dataset.ready = 'yes';
}

function openFilters(open) {
  byId('filters').classList.toggle('open', open);
  byId('filters-button').setAttribute('aria-expanded', String(open));
}

// Paper is white.
function printInLight() {
  ui.theme = 'light';
  applyTheme();
  refresh();
  addEventListener('afterprint', () => { ui.theme = 'dark'; applyTheme(); refresh(); }, { once: true });
}

// What can be done here, by key and by mouse.
function showHelp() {
  const keys = [['/', 'helpSearch'], ['1 … 6', 'helpTabs'], ['← ↑ → ↓ ＋ − 0', 'helpMove'], ['n  p', 'helpStep'], ['Enter', 'helpOpen'], ['Esc', 'helpBack']];
  const dialog = byId('help');
  dialog.replaceChildren(
    el('form', { method: 'dialog' }, el('button', { class: 'close', 'aria-label': t('close') }, '×')),
    el('h2', {}, t('help')),
    el('h3', {}, t('helpMouse')), el('ul', {}, ['helpClick', 'helpDouble', 'helpDrag'].map(key => el('li', {}, t(key)))),
    el('h3', {}, t('helpKeys')), el('dl', {}, keys.flatMap(([key, told]) => [el('dt', {}, key.split('  ').map(one => el('kbd', {}, one))), el('dd', {}, t(told))])),
    el('h3', {}, t('helpMarks')), el('p', {}, t('helpLines')));
  dialog.showModal();
}
