// Where: the places of the facts on a map made of nothing but the seats of all counties, as faint dots; no tiles, no borders.

const map = { whole: false, chosen: null, frame: null };  // frame: left, top, width, height of what is looked at; null for all of it

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
  const mark = () => { for (const button of box.querySelectorAll('[data-code]')) button.setAttribute('aria-pressed', String(button.dataset.code === map.chosen)); };
  const choose = code => {
    map.chosen = code;
    const items = spots.find(spot => spot[0] === code)[1];
    mark();
    list.replaceChildren(el('h2', {}, regionName(code), el('span', { class: 'number' }, count(items.length))), ...mapFacts(items));
  };
  let sheet = drawSheet(spots, choose);
  const look = frame => {
    map.frame = frame;
    const next = drawSheet(spots, choose);
    sheet.replaceWith(next);
    sheet = moving(next, look);
    mark();
  };
  const step = times => {
    const [left, top, width, height] = frameNow(sheet), [x, y] = project(data.spots[map.chosen]), seen = x > left && x < left + width && y > top && y < top + height;
    look(closer([left, top, width, height], times, ...(seen ? [x, y] : [])));  // towards what is chosen
  };
  const zoom = (key, sign, work) => el('button', { type: 'button', 'aria-label': t(key), title: t(key), onclick: work }, sign);
  moving(sheet, look);
  box.replaceChildren(el('div', { class: 'map' },
    el('div', { class: 'sheet' },
      el('div', { class: 'actions' },
        el('button', { type: 'button', 'aria-pressed': String(map.whole), onclick: () => { map.whole = !map.whole; map.frame = null; drawMap(); } }, t('wholeCountry')),
        zoom('zoomIn', '+', () => step(1.6)), zoom('zoomOut', '−', () => step(1 / 1.6)), zoom('fit', '⤢', () => look(null))),
      sheet,
      el('ul', { class: 'chips' }, spots.slice(0, ui.narrow.matches ? 15 : 60).map(([code, items]) => el('li', {},
        el('button', { type: 'button', 'data-code': code, onclick: () => choose(code) }, regionName(code), el('span', { class: 'number' }, count(items.length))))))),
    list));
  choose(map.chosen);
}

// ---- looking closer: wheel, drag, buttons; what is looked at is drawn anew, so that names find room ----

const frameNow = sheet => sheet.getAttribute('viewBox').split(' ').map(Number);

// A frame that shows `times` as much detail, around a point (its middle unless told), within what a map of China can show.
function closer([left, top, width, height], times, x = left + width / 2, y = top + height / 2) {
  const scale = Math.min(Math.max(width / times, 8), 1600) / width;
  return [x - (x - left) * scale, y - (y - top) * scale, width * scale, height * scale];
}

function moving(sheet, look) {
  const at = event => { const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse()); return [point.x, point.y]; };
  let held = null;
  sheet.addEventListener('wheel', event => {
    event.preventDefault();
    look(closer(frameNow(sheet), event.deltaY < 0 ? 1.25 : 0.8, ...at(event)));
  }, { passive: false });
  sheet.addEventListener('pointerdown', event => { if (event.button === 0) held = { from: at(event), frame: frameNow(sheet), moved: false }; });
  sheet.addEventListener('pointermove', event => {
    if (!held || !event.buttons) return;
    const [x, y] = at(event), [left, top, width, height] = frameNow(sheet), by = [held.from[0] - x, held.from[1] - y];
    if (!held.moved && Math.hypot(...by) < width / 100) return;
    held.moved = true;
    sheet.setAttribute('viewBox', [left + by[0], top + by[1], width, height].map(value => value.toFixed(3)).join(' '));
  });
  const drop = () => { const moved = held?.moved; held = null; if (moved) look(frameNow(sheet)); };
  sheet.addEventListener('pointerup', drop);
  sheet.addEventListener('pointerleave', drop);
  return sheet;
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
  const [left, top, width, height] = map.frame || frameOf(map.whole ? ground : points.map(point => point.at));
  const unit = width / (ui.narrow.matches ? 400 : 850), most = spots[0][1].length;
  const isNear = ([x, y]) => x > left - width / 10 && x < left + width * 1.1 && y > top - height / 10 && y < top + height * 1.1;
  const seen = points.filter(point => isNear(point.at)), least = Math.max(1.5, 4 - seen.length / 100);
  const near = seen.map(point => ({ ...point, radius: unit * (least + 18 * Math.sqrt(point.items.length / most)) }));
  const sheet = svg('svg', { viewBox: [left, top, width, height].map(value => value.toFixed(3)).join(' '), role: 'group', 'aria-label': t('map') });
  sheet.append(svg('path', { class: 'ground', 'stroke-width': (3.2 * unit).toFixed(3), d: ground.map(([x, y]) => `M${x.toFixed(2)} ${y.toFixed(2)}h.01`).join('') }));
  for (const { code, items, at: [x, y], radius } of near.slice().reverse()) {
    const dot = svg('circle', { cx: x.toFixed(2), cy: y.toFixed(2), r: radius.toFixed(3), 'data-code': code, tabindex: 0, role: 'button', 'aria-label': t('yearFacts', regionName(code), items.length) },
      svg('title', {}, t('yearFacts', regionName(code), items.length)));
    dot.addEventListener('click', () => choose(code));
    dot.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(code); } });
    sheet.append(dot);
  }
  for (const { at: [x, y], name, size } of namesOnMap(near, 13 * unit)) {
    sheet.append(svg('text', { x: x.toFixed(2), y: y.toFixed(2), 'font-size': size.toFixed(3), 'stroke-width': (size / 4.3).toFixed(3) }, name));
  }
  return sheet;
}

// Names, those of the largest dots first: below its dot, else above or beside it, clear of other names and of the hearts of larger dots.
function namesOnMap(points, size) {
  const taken = [], placed = [], meet = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
  for (const { code, at: [x, y], radius } of points) {
    const name = regionName(code), half = [...name].length * size / 2;
    const room = [[x, y + radius + size], [x, y - radius - size * 0.25], [x + radius + half + size * 0.2, y + size * 0.36], [x - radius - half - size * 0.2, y + size * 0.36]];
    const box = ([middle, line]) => [middle - half, line - size * 0.9, middle + half, line + size * 0.15];
    const at = room.find(spot => !taken.some(other => meet(box(spot), other)));
    taken.push([x - radius / 2, y - radius / 2, x + radius / 2, y + radius / 2]);
    if (!at) continue;
    taken.push(box(at));
    placed.push({ at, name, size });
  }
  return placed;
}

// What to show: all points with room around them, never less than a province's worth, in the shape of the sheet.
function frameOf(points) {
  const xs = points.map(point => point[0]), ys = points.map(point => point[1]);
  const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  const width = Math.max((Math.max(...xs) - Math.min(...xs)) * 1.25, (Math.max(...ys) - Math.min(...ys)) * 1.25 * 4 / 3, 70);
  return [middle[0] - width / 2, middle[1] - width * 3 / 8, width, width * 3 / 4];
}
