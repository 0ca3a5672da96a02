// The filters beside every view: classes, status, region, report, period; and what the picture shows.

const STATUSES = ['done', 'planned', 'denied', 'inferred'];

function drawFilters() {
  const numbers = countBy(data.things, thing => thing.type), statuses = countBy(data.facts, fact => fact.status);
  const set = (key, value) => { filter[key] = value; refreshAndFit(); };
  const types = [...TYPES.keys()].filter(type => numbers.has(type));
  byId('filters').replaceChildren(...[
    el('h2', {}, t('types'), el('button', { class: 'all', type: 'button', onclick: () => {
      const none = filter.types.size === 0;
      filter.types = new Set(none ? types : []);
      drawFilters();
      refreshAndFit();
    } }, t(filter.types.size ? 'all' : 'none'))),
    el('ul', { class: 'legend' }, types.map(type => el('li', {},
      check(t(type), !filter.types.has(type), on => { if (on) filter.types.delete(type); else filter.types.add(type); refresh(); drawFilters(); focusOn(type); }, badge(type), count(numbers.get(type)), type)))),
    el('h2', {}, t('statuses')),
    el('ul', { class: 'legend' }, STATUSES.filter(status => statuses.has(status)).map(status => el('li', {},
      check(t(status), filter.statuses.has(status), on => { if (on) filter.statuses.add(status); else filter.statuses.delete(status); refresh(); }, stroke(status), count(statuses.get(status)), status)))),
    ...regionTree(value => set('region', value)),
    ...periodFilter(),
    data.reports.length > 1 && choice('report', [['', t('allReports')], ...data.reports.map((report, number) => [number, shorten(report.title, 40)])], filter.report, value => set('report', value === '' ? null : Number(value))),
    el('button', { type: 'button', id: 'clear', onclick: clearFilters }, t('clear')),
    el('h2', {}, t('display')),
    check(t('relationNames'), picture.relationNames, on => { picture.relationNames = on; picture.network.redraw(); }),
    check(t('communities'), picture.showCommunities, on => { picture.showCommunities = on; drawCommunityList(); picture.network.redraw(); }),
    el('ul', { id: 'communities' }),
    el('button', { id: 'more', type: 'button', onclick: () => showMore() }, t('more', 200)),
  ].filter(Boolean));
  drawCommunityList();
  offerMore();
}

// ---- the filters in the address: a bookmark, a reload and Back show what one saw ----

function filterQuery() {
  const said = new URLSearchParams();
  if (filter.types.size) said.set('hide', [...filter.types].sort().join(' '));
  if (filter.statuses.size < STATUSES.length) said.set('status', STATUSES.filter(status => filter.statuses.has(status)).join(' '));
  if (filter.report !== null) said.set('report', data.reports[filter.report].file);
  for (const key of ['region', 'from', 'to']) if (filter[key]) said.set(key, filter[key]);
  return String(said) && '?' + said;
}

// Take the filters of an address, leaving out what this page has not; tell whether they are others than before.
function readFilters(hash) {
  const before = filterQuery(), said = new URLSearchParams(hash.split('?').slice(1).join('?'));
  const words = key => (said.get(key) || '').split(' '), report = data.reports.findIndex(({ file }) => file === said.get('report'));
  periodSteps ??= findPeriods();
  const month = key => (periodSteps.some(step => step.key === said.get(key)) ? said.get(key) : '');
  filter.types = new Set(words('hide').filter(type => TYPES.has(type)));
  const known = STATUSES.filter(status => words('status').includes(status));
  filter.statuses = new Set(known.length || said.get('status') === '' ? known : STATUSES);
  Object.assign(filter, { report: report < 0 ? null : report, region: regions.includes(said.get('region')) ? said.get('region') : null, from: month('from'), to: month('to') });
  return filterQuery() !== before;
}

function writeFilters() {
  const address = location.hash.split('?')[0] + filterQuery();
  if (address === location.hash) return;
  try { history.replaceState(null, '', address.startsWith('#') ? address : '#/' + address); } catch { /* a frame that may not */ }
}

function countBy(items, of) {
  const numbers = new Map();
  for (const item of items) numbers.set(of(item), (numbers.get(of(item)) || 0) + 1);
  return numbers;
}

function check(name, on, work, sign, number, key) {
  return el('label', { class: 'check' }, el('input', { type: 'checkbox', checked: on, 'data-key': key, onchange: event => work(event.target.checked) }), sign, el('span', {}, name), number && el('span', { class: 'number' }, number));
}

const focusOn = key => byId('filters').querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();

function choice(key, options, value, work) {
  return el('label', { class: 'choice' }, el('span', {}, t(key)), el('select', { id: 'filter-' + key, onchange: event => work(event.target.value) },
    options.map(([option, name]) => el('option', { value: option, selected: String(option) === String(value ?? '') }, name))));
}

function stroke(status) {
  const dashes = { planned: '5 3', denied: '2 3' };
  return svg('svg', { width: 22, height: 10, class: 'badge', 'aria-hidden': 'true' },
    svg('line', { x1: 1, y1: 5, x2: 21, y2: 5, stroke: 'currentColor', 'stroke-width': status === 'inferred' ? 0.8 : 2, 'stroke-dasharray': Object.hasOwn(dashes, status) ? dashes[status] : '' }));
}

function clearFilters() {
  filter.types.clear();
  filter.statuses = new Set(STATUSES);
  Object.assign(filter, { report: null, region: null, from: '', to: '' });
  drawFilters();
  refreshAndFit();
}

// ---- regions: provinces, their cities, their counties, as a tree as WAI-ARIA describes it ----

const openRegions = new Set();
let regionCounts = null;

// How many facts and results belong to each region, its superiors included.
function countRegions() {
  const numbers = new Map();
  for (const item of [...data.facts, ...data.results]) {
    const things = [...item.agents, item.object ?? item.of, item.place].filter(number => number !== undefined);
    const codes = new Set(things.flatMap(number => codesOf[number]).flatMap(code => [code.slice(0, 2), code.slice(0, 4), code.slice(0, 6)]));
    for (const code of codes) numbers.set(code, (numbers.get(code) || 0) + 1);
  }
  return numbers;
}

function regionTree(choose) {
  if (!regions.length) return [];
  regionCounts ??= countRegions();
  const below = new Map();
  for (const code of regions) push(below, code.length > 2 && regions.includes(code.slice(0, -2)) ? code.slice(0, -2) : code.length > 4 && regions.includes(code.slice(0, 2)) ? code.slice(0, 2) : '', code);
  const top = (below.get('') || []).sort((a, b) => (regionCounts.get(b) || 0) - (regionCounts.get(a) || 0) || (a < b ? -1 : 1));
  if (top.length === 1) openRegions.add(top[0]);
  for (const code of regions) if (filter.region && filter.region !== code && filter.region.startsWith(code)) openRegions.add(code);
  const item = code => {
    const parts = (below.get(code) || []).sort((a, b) => (regionCounts.get(b) || 0) - (regionCounts.get(a) || 0) || (a < b ? -1 : 1));
    const chosen = (filter.region ?? '') === code, open = openRegions.has(code);
    return el('li', { role: 'treeitem', 'data-region': code, 'aria-selected': String(chosen), 'aria-expanded': code && parts.length ? String(open) : undefined, tabindex: chosen ? 0 : -1 },
      el('span', { class: 'row' }, el('span', { class: 'twist', 'aria-hidden': 'true' }, code && parts.length ? (open ? '▾' : '▸') : ''), el('span', {}, code ? data.regions[code] : t('allRegions')),
        code && el('span', { class: 'number' }, count(regionCounts.get(code) || 0))),
      code && parts.length > 0 && el('ul', { role: 'group', hidden: !open }, parts.map(item)));
  };
  const tree = el('ul', { id: 'filter-region', class: 'tree', role: 'tree', 'aria-label': t('region') }, item(''), top.map(item));
  const redraw = (code, focus = true) => { tree.replaceWith(regionTree(choose)[1]); if (focus) byId('filter-region').querySelector(`[data-region="${CSS.escape(code)}"]`)?.focus(); };
  const twist = (code, open) => { if (open) openRegions.add(code); else openRegions.delete(code); redraw(code); };
  const pick = code => { choose(code || null); redraw(code); };
  tree.addEventListener('click', event => {
    const one = event.target.closest('[role=treeitem]');
    if (!one) return;
    if (event.target.closest('.twist')?.textContent) twist(one.dataset.region, one.getAttribute('aria-expanded') !== 'true');
    else { if (one.hasAttribute('aria-expanded')) openRegions.add(one.dataset.region); pick(one.dataset.region); }
  });
  tree.addEventListener('keydown', event => {
    const one = event.target.closest('[role=treeitem]'), all = [...tree.querySelectorAll('[role=treeitem]')].filter(other => !other.closest('[hidden]'));
    const place = all.indexOf(one), code = one.dataset.region, open = one.getAttribute('aria-expanded');
    const steps = { ArrowDown: all[place + 1], ArrowUp: all[place - 1], Home: all[0], End: all.at(-1) };
    if (Object.hasOwn(steps, event.key)) steps[event.key]?.focus();
    else if (event.key === 'ArrowRight' && open === 'false') twist(code, true);
    else if (event.key === 'ArrowRight' && open === 'true') all[place + 1]?.focus();
    else if (event.key === 'ArrowLeft' && open === 'true') twist(code, false);
    else if (event.key === 'ArrowLeft') one.parentElement.closest('[role=treeitem]')?.focus();
    else if (event.key === 'Enter' || event.key === ' ') pick(code);
    else return;
    event.preventDefault();
  });
  return [el('h2', {}, t('region')), tree];
}

// ---- period: two handles on a line of months (of years where there are many), with how much is told of each ----

let periodSteps = null;

function findPeriods() {
  const dated = [...data.facts, ...data.results].filter(item => /^\d{4}-\d\d/.test(item.start || item.end || ''));
  const months = [...new Set(dated.flatMap(item => [item.start, item.end]).filter(day => /^\d{4}-\d\d/.test(day || '')).map(day => day.slice(0, 7)))].sort();
  if (months.length < 2) return [];
  const first = Number(months[0].slice(0, 4)), last = Number(months.at(-1).slice(0, 4)), byYear = last - first > 12;
  if (last - first > 200) return [];
  const steps = Array.from({ length: last - first + 1 }, (_, place) => String(first + place));
  const keys = byYear ? steps : steps.flatMap(year => Array.from({ length: 12 }, (_, month) => year + '-' + String(month + 1).padStart(2, '0'))).filter(key => key >= months[0] && key <= months.at(-1));
  const numbers = countBy(dated, item => (item.start || item.end).slice(0, byYear ? 4 : 7));
  return keys.map(key => ({ key, number: numbers.get(key) || 0 }));
}

function periodFilter() {
  periodSteps ??= findPeriods();
  if (periodSteps.length < 2) return [];
  const last = periodSteps.length - 1, most = Math.max(...periodSteps.map(step => step.number)), place = key => periodSteps.findIndex(step => step.key === key);
  const told = el('output', { class: 'quiet' }), bars = svg('svg', { viewBox: `0 0 ${last + 1} 24`, preserveAspectRatio: 'none', class: 'histogram', 'aria-hidden': 'true' });
  for (const [at, { number }] of periodSteps.entries()) {
    const height = number ? Math.max(2, 24 * Math.sqrt(number / most)) : 0;
    bars.append(svg('rect', { x: at + 0.08, y: (24 - height).toFixed(1), width: 0.84, height: height.toFixed(1) }));
  }
  const handle = (key, value) => el('input', { type: 'range', min: 0, max: last, value, id: 'filter-' + key, 'aria-label': t('period') + ' ' + t(key), oninput: event => move(event.target, key), onchange: refreshAndFit });
  const from = handle('from', filter.from ? place(filter.from) : 0), to = handle('to', filter.to ? place(filter.to) : last);
  const show = () => {
    const [low, high] = [Number(from.value), Number(to.value)];
    told.textContent = low === 0 && high === last ? t('allTime') : `${periodSteps[low].key} — ${periodSteps[high].key}`;
    [...bars.children].forEach((bar, at) => bar.setAttribute('class', at >= low && at <= high ? 'in' : ''));
    for (const input of [from, to]) input.setAttribute('aria-valuetext', periodSteps[Number(input.value)].key);
  };
  const move = (input, key) => {
    const other = key === 'from' ? to : from;
    if (key === 'from' ? Number(input.value) > Number(other.value) : Number(input.value) < Number(other.value)) input.value = other.value;
    filter.from = Number(from.value) === 0 ? '' : periodSteps[Number(from.value)].key;
    filter.to = Number(to.value) === last ? '' : periodSteps[Number(to.value)].key;
    show();
  };
  show();
  return [el('h2', {}, t('period'), told), el('div', { class: 'slider', role: 'group', 'aria-label': t('period') }, bars, from, to)];
}
