// Where: the places of the facts on a map made of nothing but the seats of all counties, as faint dots; no tiles, no borders.

const map = { whole: false, chosen: null };

// Albers' equal-area projection as it is usual for China: standard parallels 25° and 47°, centre 105° E.
const toRadians = Math.PI / 180;
const cone = (Math.sin(25 * toRadians) + Math.sin(47 * toRadians)) / 2;
const base = Math.cos(25 * toRadians) ** 2 + 2 * cone * Math.sin(25 * toRadians);

function project([longitude, latitude]) {
  const radius = Math.sqrt(base - 2 * cone * Math.sin(latitude * toRadians)) / cone, angle = cone * (longitude - 105) * toRadians;
  return [1000 * radius * Math.sin(angle), 1000 * radius * Math.cos(angle) - 1250];
}

// What happened where: each fact and result belongs to its place, else to the places of who acted, down to the county.
function findSpots() {
  const spots = new Map();
  for (const item of [...data.facts.filter(passes), ...data.results.filter(passesResult)]) {
    const codes = item.place !== undefined && codesOf[item.place].length ? codesOf[item.place] : item.agents.flatMap(agent => codesOf[agent]);
    for (const code of new Set(codes.map(placeOnMap).filter(Boolean))) push(spots, code, item);
  }
  return [...spots].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

function placeOnMap(code) {
  for (const length of [6, 4, 2]) {
    if (code.length >= length && Object.hasOwn(data.spots, code.slice(0, length))) return code.slice(0, length);
  }
  return null;
}

function drawMap() {
  const box = byId('table-view'), spots = findSpots();
  if (!spots.length) return box.replaceChildren(el('p', { class: 'no-words' }, t('noPlaces')));
  if (!spots.some(([code]) => code === map.chosen)) map.chosen = spots[0][0];
  const list = el('div', { class: 'month' });
  const choose = code => {
    map.chosen = code;
    const items = spots.find(spot => spot[0] === code)[1];
    for (const button of box.querySelectorAll('[data-code]')) button.setAttribute('aria-pressed', String(button.dataset.code === code));
    list.replaceChildren(el('h2', {}, regionName(code), el('span', { class: 'number' }, count(items.length))), ...mapFacts(items));
  };
  box.replaceChildren(el('div', { class: 'map' },
    el('div', { class: 'sheet' },
      el('button', { type: 'button', 'aria-pressed': String(map.whole), onclick: () => { map.whole = !map.whole; drawMap(); } }, t('wholeCountry')),
      drawSheet(spots, choose),
      el('ul', { class: 'chips' }, spots.slice(0, ui.narrow.matches ? 15 : 60).map(([code, items]) => el('li', {},
        el('button', { type: 'button', 'data-code': code, onclick: () => choose(code) }, regionName(code), el('span', { class: 'number' }, count(items.length))))))),
    list));
  choose(map.chosen);
}

function mapFacts(items) {
  const results = items.filter(item => !item.predicate), facts = items.filter(item => item.predicate);
  return [['results', results, timedResult], ['facts', facts, timedFact]].filter(([, of]) => of.length)
    .map(([key, of, draw]) => el('section', {}, el('h3', {}, t(key), el('span', { class: 'number' }, count(of.length))), longList(of, draw, 'facts')));
}

const regionName = code => data.regions[code] || code;

function drawSheet(spots, choose) {
  const points = spots.map(([code, items]) => ({ code, items, at: project(data.spots[code]) }));
  const ground = [];
  for (let at = 0; at < data.outline.length; at += 2) ground.push(project([data.outline[at] / 100, data.outline[at + 1] / 100]));
  const [left, top, width, height] = frameOf(map.whole ? ground : points.map(point => point.at));
  const unit = width / (ui.narrow.matches ? 400 : 850), most = spots[0][1].length, taken = [];
  const sheet = svg('svg', { viewBox: [left, top, width, height].map(value => value.toFixed(1)).join(' '), role: 'group', 'aria-label': t('map') });
  sheet.append(svg('path', { class: 'ground', 'stroke-width': (3.2 * unit).toFixed(2), d: ground.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h.01`).join('') }));
  for (const { code, items, at: [x, y] } of points.slice().reverse()) {
    const radius = unit * (4 + 18 * Math.sqrt(items.length / most));
    const dot = svg('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1), 'data-code': code, tabindex: 0, role: 'button', 'aria-label': t('yearFacts', regionName(code), items.length) },
      svg('title', {}, t('yearFacts', regionName(code), items.length)));
    dot.addEventListener('click', () => choose(code));
    dot.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(code); } });
    sheet.append(dot);
  }
  for (const { code, items, at: [x, y] } of points) {
    const size = 13 * unit, name = regionName(code), half = [...name].length * size / 2, top = y + unit * (8 + 18 * Math.sqrt(items.length / most));
    if (taken.some(box => x - half < box[2] && x + half > box[0] && top < box[3] && top + size > box[1])) continue;
    taken.push([x - half, top, x + half, top + size]);
    sheet.append(svg('text', { x: x.toFixed(1), y: (top + size * 0.85).toFixed(1), 'font-size': size.toFixed(2), 'stroke-width': (3 * unit).toFixed(2) }, name));
  }
  return sheet;
}

// What to show: all points with room around them, never less than a province's worth, in the shape of the sheet.
function frameOf(points) {
  const xs = points.map(point => point[0]), ys = points.map(point => point[1]);
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  const width = Math.max((Math.max(...xs) - Math.min(...xs)) * 1.25, (Math.max(...ys) - Math.min(...ys)) * 1.25 * 4 / 3, 70);
  return [middle[0] - width / 2, middle[1] - width * 3 / 8, width, width * 3 / 4];
}
