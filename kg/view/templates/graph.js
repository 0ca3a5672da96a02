// The picture: vis-network draws lines and shapes at places computed beforehand; names are drawn over it, as many as fit.

const LABEL_FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif';
const picture = {
  network: null, nodes: null, edges: null, first: new Map(), places: new Map(), degree: new Map(), types: new Map(), labels: new Map(),
  added: new Set(), hidden: new Set(), only: null, selected: null, path: null, near: null, hovered: null, relationNames: false, showCommunities: false,
  communitiesOf: null, names: null, walking: false, swell: 1, thick: 1,
};
const colours = {};
const FIRST_ON_A_PHONE = 140;
const MARGIN = 160;  // pixels that names may need beside the picture, both sides together

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['bg', 'text', 'muted', 'line', 'line-strong', 'accent']) colours[name] = style.getPropertyValue('--' + name).trim();
}

// Seen from afar a thing shrinks more slowly than the distances between things.
const radiusOf = number => Math.min(4.6 + 2 * Math.sqrt(picture.degree.get(number) || 0), 24) * picture.swell;
const swellAt = scale => Math.min(Math.max(1, 0.8 / scale) ** (ui.narrow.matches ? 0.5 : 0.7), 6);
const thicknessAt = scale => Math.min(Math.max(1, 0.7 / scale), 3);

function drawNode({ ctx, id, x, y }) {
  const radius = radiusOf(id), faded = picture.near && !picture.near.has(id);
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = faded ? 0.16 : 1;
      ctx.beginPath();
      for (const [dx, dy] of lookOf(picture.types.get(id)).shape) ctx.lineTo(x + dx * radius, y + dy * radius);
      ctx.closePath();
      ctx.fillStyle = colourOf(picture.types.get(id));
      ctx.fill();
      ctx.lineWidth = 1.4;
      ctx.strokeStyle = colours.bg;
      ctx.stroke();
      if (id === picture.selected || id === picture.hovered) {
        ctx.lineWidth = id === picture.selected ? 3.5 : 2;
        ctx.strokeStyle = colours.text;
        ctx.stroke();
      }
      ctx.restore();
    },
    nodeDimensions: { width: radius * 2, height: radius * 2 },
  };
}

function lineStyle(id, status, inferred) {
  const [from, to] = id.split('-').map(Number);
  const onPath = picture.path && picture.path.some((node, i) => (node === from && picture.path[i + 1] === to) || (node === to && picture.path[i + 1] === from));
  const strong = onPath || (picture.selected !== null && !picture.path && (from === picture.selected || to === picture.selected));
  const faded = picture.near && !strong && !(picture.only && !picture.path);
  return {
    color: { color: strong ? colours['line-strong'] : colours.line, opacity: faded ? 0.18 : 1 },
    width: picture.thick * (onPath ? 3 : strong ? 1.8 : inferred ? 0.6 : 1.2),
    dashes: status === 'planned' ? [6, 5] : status === 'denied' ? [2, 4] : false,
  };
}

// Called before the data is there: the first picture needs none of it.
function drawFirstPicture() {
  const { nodes: all, edges, options } = readBlock('network');
  const nodes = all.sort((a, b) => a.id - b.id).slice(0, ui.narrow.matches ? FIRST_ON_A_PHONE : all.length);
  for (const node of nodes) {
    picture.first.set(node.id, [node.x, node.y]);
    picture.places.set(node.id, [node.x, node.y]);
    picture.degree.set(node.id, node.degree);
    picture.types.set(node.id, node.type);
    picture.labels.set(node.id, String(node.label));
  }
  readColours();
  if (nodes.length) picture.thick = thicknessAt(viewOf([...picture.first.keys()]).scale);  // lines are made once, not thickened afterwards
  picture.nodes = new vis.DataSet(nodes.map(({ id, x, y }) => ({ id, x, y })));
  picture.edges = new vis.DataSet(edges.filter(edge => picture.first.has(edge.from) && picture.first.has(edge.to))
    .map(edge => lineOf(edge.from + '-' + edge.to, edge.status, edge.inferred)));
  options.nodes = { ...options.nodes, ctxRenderer: drawNode };
  picture.network = new vis.Network(byId('canvas'), { nodes: picture.nodes, edges: picture.edges }, options);
  picture.network.on('beforeDrawing', ctx => { picture.swell = swellAt(picture.network.getScale()); drawCommunities(ctx); });
  picture.network.once('afterDrawing', () => performance.mark('picture'));
  picture.network.on('afterDrawing', drawNames);
  picture.network.on('hoverNode', ({ node }) => { picture.hovered = node; byId('canvas').classList.add('pointing'); picture.network.redraw(); });
  picture.network.on('blurNode', () => { picture.hovered = null; byId('canvas').classList.remove('pointing'); picture.network.redraw(); });
  fitAll(false);
}

// Lines keep about their width on the screen, however far one looks from.
function adaptLines(scale = picture.network.getScale()) {
  const thick = thicknessAt(scale);
  if (Math.abs(thick / picture.thick - 1) < 0.15) return;
  picture.thick = thick;
  picture.edges.update(picture.edges.map(({ id, status, inferred }) => ({ id, ...lineStyle(id, status, inferred) })));
}

function lineOf(id, status, inferred) {
  const [from, to] = id.split('-').map(Number);
  return { id, from, to, status, inferred, ...lineStyle(id, status, inferred) };
}

// ---- names over the picture ----

const widths = new Map();

function widthOf(ctx, text, size) {
  let width = widths.get(text);
  if (width === undefined) { ctx.font = '100px ' + LABEL_FONT; widths.set(text, width = ctx.measureText(text).width / 100); }
  return width * size;
}

// What is taken on the picture, in a grid so that asking is cheap: boxes as [left, top, right, bottom].
function emptySheet(cell) {
  const cells = new Map();
  const each = ([left, top, right, bottom], work) => {
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x++) for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y++) if (work(x + ',' + y)) return true;
    return false;
  };
  return {
    take: box => { each(box, key => { push(cells, key, box); }); },
    overlap: box => {
      let area = 0;
      const seen = new Set();
      each(box, key => {
        for (const other of cells.get(key) || []) {
          const width = Math.min(box[2], other[2]) - Math.max(box[0], other[0]), height = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
          if (width > 0 && height > 0 && !seen.has(other)) { seen.add(other); area += width * height; }
        }
      });
      return area;
    },
  };
}

// Where names go: below, above or beside their points, hubs first, on no other name and on no point. Worked out for the whole picture
// once for each scale and choice, so that names neither flicker nor cost anything while one moves about.
function placeNames(ctx, scale) {
  const key = [scale.toPrecision(4), picture.selected, picture.near?.size, ui.narrow.matches].join();
  if (picture.names?.key === key) return picture.names;
  const names = emptySheet(90 / scale), points = emptySheet(60 / scale), placed = [], order = [...namingOrder()];
  for (const number of order) {
    const [x, y] = positionOf(number), radius = radiusOf(number) * 0.85;
    points.take([x - radius, y - radius, x + radius, y + radius]);
  }
  let room = roomFor(order, scale);
  const xs = order.map(number => positionOf(number)[0]), edge = [Math.min(...xs) - MARGIN / 2 / scale, Math.max(...xs) + MARGIN / 2 / scale];
  const inside = (middle, width) => Math.min(Math.max(middle, edge[0] + width / 2), Math.max(edge[1] - width / 2, edge[0] + width / 2));
  for (const number of order) {
    if (room <= 0) break;
    const chosen = number === picture.selected, near = picture.near?.has(number);
    const size = (chosen ? 15 : Math.min(10.5 + Math.sqrt(picture.degree.get(number) || 0) * 0.55, 14)) / scale;
    const text = shorten(picture.labels.get(number), chosen ? 40 : near ? 22 : 14), width = widthOf(ctx, text, size);
    const [x, y] = positionOf(number), reach = radiusOf(number) + 3 / scale;
    const spots = [[inside(x, width), y + reach], [inside(x, width), y - reach - size * 1.1], [x + reach + width / 2 + 1 / scale, y - size / 2], [x - reach - width / 2 - 1 / scale, y - size / 2]];
    let best = null;
    for (const [middle, top] of spots) {
      const box = [middle - width / 2 - 2 / scale, top, middle + width / 2 + 2 / scale, top + size * 1.12];
      if (!chosen && (names.overlap(box) || box[0] < edge[0] - 3 / scale || box[2] > edge[1] + 3 / scale)) continue;
      const covered = points.overlap(box) / ((box[2] - box[0]) * (box[3] - box[1]));
      if (!best || covered < best.covered - 0.02) best = { number, text, size, middle, top, box, covered };
      if (chosen || covered === 0) break;
    }
    if (!best || (best.covered > (near ? 0.35 : 0.08) && !chosen)) continue;
    names.take(best.box);
    placed.push(best);
    room -= 1;
  }
  return (picture.names = { key, placed, sheet: names });
}

// How many names an eye can take in: so many for each piece of the screen that the picture would fill.
function roomFor(numbers, scale) {
  if (!numbers.length) return 0;
  const [width, height] = [0, 1].map(axis => Math.max(...numbers.map(number => positionOf(number)[axis])) - Math.min(...numbers.map(number => positionOf(number)[axis])));
  return Math.max(12, Math.round((width * scale + 100) * (height * scale + 60) / (picture.near ? 6000 : 12500)));
}

function drawNames(ctx) {
  const scale = picture.network.getScale(), { placed, sheet } = placeNames(ctx, scale);
  ctx.save();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineJoin = 'round';
  const write = ({ number, text, size, middle, top }) => {
    ctx.font = (number === picture.selected || number === picture.hovered ? '600 ' : '') + size + 'px ' + LABEL_FONT;
    ctx.lineWidth = 3.5 / scale;
    ctx.strokeStyle = colours.bg;
    ctx.strokeText(text, middle, top);
    ctx.fillStyle = colours.text;
    ctx.fillText(text, middle, top);
  };
  for (const name of placed) if (name.number !== picture.hovered) write(name);
  if (data.things.length && (picture.relationNames || picture.selected !== null)) drawRelationNames(ctx, scale, sheet);
  const { hovered } = picture;
  if (hovered !== null && picture.nodes.get(hovered)) {
    const [x, y] = positionOf(hovered);
    write({ number: hovered, text: shorten(picture.labels.get(hovered), 40), size: 15 / scale, middle: x, top: y + radiusOf(hovered) + 3 / scale });
  }
  ctx.restore();
}

function drawRelationNames(ctx, scale, sheet) {
  const size = 10.5 / scale;
  const told = picture.edges.getIds().filter(id => picture.relationNames || picture.path || id.split('-').map(Number).includes(picture.selected));
  if (told.length > 40 && !picture.relationNames && !picture.path) return;
  const taken = [];
  ctx.textBaseline = 'middle';
  for (const id of told) {
    const [from, to] = id.split('-').map(Number);
    if (picture.near && !(picture.near.has(from) && picture.near.has(to))) continue;
    const [x1, y1] = positionOf(from), [x2, y2] = positionOf(to), x = (x1 + x2) / 2, y = (y1 + y2) / 2;
    if (Math.hypot(x2 - x1, y2 - y1) * scale < 70) continue;
    const name = [...new Set((lines.get(id) || []).map(fact => t(fact.predicate)))].join('、');
    const width = widthOf(ctx, name, size), box = [x - width / 2, y - size * 0.6, x + width / 2, y + size * 0.6];
    if (sheet.overlap(box) || taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    ctx.font = size + 'px ' + LABEL_FONT;
    ctx.lineWidth = 4 / scale;
    ctx.strokeStyle = colours.bg;
    ctx.strokeText(name, x, y);
    ctx.fillStyle = colours.muted;
    ctx.fillText(name, x, y);
  }
}

// Chosen first, then its neighbours, else hubs: numbers rise as degrees fall.
function* namingOrder() {
  if (picture.selected !== null && picture.nodes.get(picture.selected)) yield picture.selected;
  const ids = picture.nodes.getIds().sort((a, b) => a - b);
  for (const id of ids) if (id !== picture.selected && (!picture.near || picture.near.has(id))) yield id;
}

const shorten = (text, length) => { const characters = [...text]; return characters.length > length ? characters.slice(0, length - 1).join('') + '…' : text; };
const positionOf = number => picture.places.get(number);

// ---- what is shown ----

// Bring the picture in line with filters, choice and what was added: only what changed is touched.
function refreshPicture() {
  const shown = thingsToShow();
  for (const number of shown) placeNear(number, shown);
  const wantedLines = [];
  for (const [id, facts] of lines) {
    const [from, to] = id.split('-').map(Number);
    if (shown.has(from) && shown.has(to)) wantedLines.push(lineOf(id, lineStatus(facts), facts.every(fact => fact.inferred)));
  }
  bring(picture.edges, wantedLines, (old, line) => old.width !== line.width || String(old.dashes) !== String(line.dashes) || old.color.color !== line.color.color || old.color.opacity !== line.color.opacity);
  bring(picture.nodes, [...shown].map(id => ({ id, x: positionOf(id)[0], y: positionOf(id)[1] })), () => false);
  byId('shown').textContent = t('shownOf', count(shown.size), count(data.things.length));
  picture.names = picture.communitiesOf = null;
  if (picture.showCommunities) drawCommunityList();
  offerMore();
  offerAll();
  picture.network.redraw();
}

const lineStatus = facts => ['done', 'inferred', 'planned', 'denied'].find(status => facts.some(fact => fact.status === status)) || 'done';

function bring(set, wanted, differs) {
  const ids = new Set(wanted.map(item => item.id));
  set.remove(set.getIds().filter(id => !ids.has(id)));
  set.update(wanted.filter(item => { const old = set.get(item.id); return !old || differs(old, item); }));
}

function thingsToShow() {
  let shown = new Set();
  if (picture.only) shown = new Set(picture.only);
  else {
    const mayShow = number => !filter.types.has(data.things[number].type) && (!isFiltered() || neighboursOf[number].size > 0);
    if (!isFiltered() && !filter.types.size) for (const number of picture.first.keys()) shown.add(number);
    else rankedByFiltered().filter(mayShow).slice(0, Math.max(picture.first.size, 60)).forEach(number => shown.add(number));
    for (const number of picture.added) if (mayShow(number)) shown.add(number);
  }
  for (const number of picture.hidden) shown.delete(number);
  if (picture.selected !== null) shown.add(picture.selected);
  for (const number of picture.path || []) shown.add(number);
  return shown;
}

function rankedByFiltered() {
  const numbers = data.things.map((_, number) => number);
  return isFiltered() ? numbers.sort((a, b) => neighboursOf[b].size - neighboursOf[a].size || a - b) : numbers;
}

// Give a thing a place: beside its neighbours that have one, where nothing else is.
function placeNear(number, shown) {
  if (picture.places.has(number)) return;
  const thing = data.things[number];
  picture.types.set(number, thing.type);
  picture.labels.set(number, thing.name);
  picture.degree.set(number, factsOf[number].length);
  const beside = [...neighboursOf[number]].filter(next => picture.places.has(next)).map(positionOf);
  const spots = [...shown].filter(next => picture.places.has(next)).map(positionOf);
  const middle = beside.length ? [0, 1].map(axis => beside.reduce((sum, spot) => sum + spot[axis], 0) / beside.length) : [0, 0];
  for (let turn = 3; ; turn++) {
    const distance = 26 * Math.sqrt(turn), angle = turn * 2.399963;
    const spot = [Math.round(middle[0] + distance * Math.cos(angle)), Math.round(middle[1] + distance * Math.sin(angle))];
    if (turn > 2500 || !spots.some(other => Math.abs(other[0] - spot[0]) < 44 && Math.abs(other[1] - spot[1]) < 44)) return void picture.places.set(number, spot);
  }
}

// Offer to show more only while there is more.
function offerMore() {
  const button = byId('more');
  if (button) button.hidden = !!picture.nodes && picture.nodes.length >= data.things.length;
}

// Where only a part is looked at, a way back to the whole.
function offerAll() {
  byId('whole').hidden = !picture.only && !picture.path;
}

function showWhole() {
  picture.only = picture.path = null;
  setNear();
  refreshPicture();
  fitAll(true);
  drawPanel(picture.selected);
}

function showMore(step = 200) {
  const shown = thingsToShow();
  rankedByFiltered().filter(number => !shown.has(number)).slice(0, step).forEach(number => picture.added.add(number));
  refreshPicture();
  fitAll(true);
}

// ---- choosing and moving ----

function choose(number, { neighbours = 14 } = {}) {
  picture.selected = number;
  picture.path = picture.path && picture.path.includes(number) ? picture.path : null;
  if (number !== null) {
    picture.hidden.delete(number);
    if (!picture.nodes.get(number)) picture.added.add(number);
    const missing = [...neighboursOf[number]].filter(next => !picture.nodes.get(next) && !filter.types.has(data.things[next].type)).sort((a, b) => a - b);
    missing.slice(0, neighbours).forEach(next => { picture.added.add(next); picture.hidden.delete(next); });
    if (picture.only && !picture.only.has(number)) picture.only = null;
  }
  setNear();
  refreshPicture();
  if (number !== null) bringIntoView(number);
}

function setNear() {
  if (picture.path) picture.near = new Set(picture.path);
  else picture.near = picture.selected === null ? null : new Set([picture.selected, ...neighboursOf[picture.selected]]);
}

function bringIntoView(number) {
  fitTo([...neighboursOf[number]].filter(next => picture.nodes.get(next)), number);
}

// Show some things, with one in the middle when it is named; never nearer or, around one in the middle, farther than one can read.
function fitTo(numbers, middle = null) {
  const canvas = byId('canvas'), spots = numbers.map(positionOf), [xs, ys] = [0, 1].map(axis => spots.map(spot => spot[axis]));
  const centre = middle === null ? [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2] : positionOf(middle);
  const reach = [xs, ys].map((list, axis) => list.reduce((most, value) => Math.max(most, Math.abs(value - centre[axis])), 40));
  const scale = Math.min(canvas.clientWidth / (2 * reach[0] + 160), (canvas.clientHeight - (middle === null ? 130 : 0)) / (2 * reach[1] + 120), 1.5);
  const nearest = middle === null ? 0.15 : ui.narrow.matches ? 0.45 : 0.6;  // a way is shown from end to end
  move({ position: { x: centre[0], y: centre[1] }, scale: Math.max(scale, nearest) });
}

function move(options) {
  adaptLines(options.scale);
  picture.network.moveTo({ ...options, animation: ui.calm ? false : { duration: 350, easingFunction: 'easeInOutQuad' } });
}

function fitAll(smooth) {
  const ids = ui.narrow.matches && !picture.only ? largestPart() : picture.nodes.getIds();
  if (!ids.length || !byId('canvas').clientWidth) return;
  const options = viewOf(ids);
  adaptLines(options.scale);
  if (smooth) move(options); else picture.network.moveTo({ ...options, animation: false });
}

// Where to look from to see some things, with room for their names.
function viewOf(ids) {
  const canvas = byId('canvas'), spots = ids.map(positionOf), xs = spots.map(spot => spot[0]), ys = spots.map(spot => spot[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = canvas.clientWidth - Math.min(MARGIN, canvas.clientWidth / 3), height = canvas.clientHeight - 70;
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(Math.min(width / (right - left + 20), height / (bottom - top + 20), 1.4), 0.02) };
}

// What hangs together most: a small screen begins with that.
function largestPart() {
  const next = new Map(picture.nodes.getIds().map(id => [id, []]));
  for (const { from, to } of picture.edges.get()) { next.get(from)?.push(to); next.get(to)?.push(from); }
  const seen = new Set();
  let most = [];
  for (const start of next.keys()) {
    if (seen.has(start)) continue;
    const part = new Set([start]);
    for (const one of part) for (const other of next.get(one) || []) part.add(other);
    for (const one of part) seen.add(one);
    if (part.size > most.length) most = [...part];
  }
  return most;
}

function zoomBy(factor) {
  move({ scale: Math.min(Math.max(picture.network.getScale() * factor, 0.05), 6), position: picture.network.getViewPosition() });
}

function resetPicture() {
  picture.added.clear();
  picture.hidden.clear();
  picture.only = null;
  picture.path = null;
  picture.places = new Map(picture.first);
  setNear();
  refreshPicture();
  fitAll(true);
}

function savePicture() {
  const drawn = byId('canvas').querySelector('canvas'), copy = document.createElement('canvas');
  copy.width = drawn.width;
  copy.height = drawn.height;
  const ctx = copy.getContext('2d');
  ctx.fillStyle = colours.bg;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(drawn, 0, 0);
  copy.toBlob(blob => offer('zhengtu.png', blob), 'image/png');
}

// The whole picture as lines, shapes and text that any drawing program opens. Built as elements, so that every name stays text.
function drawingOf() {
  const ids = picture.nodes.getIds().sort((a, b) => a - b), spots = ids.map(positionOf), scale = picture.network.getScale();
  const [left, right] = [Math.min(...spots.map(([x]) => x)) - 120, Math.max(...spots.map(([x]) => x)) + 120];
  const [top, bottom] = [Math.min(...spots.map(([, y]) => y)) - 60, Math.max(...spots.map(([, y]) => y)) + 60];
  const drawing = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: right - left, height: bottom - top, 'font-family': LABEL_FONT },
    svg('title', {}, document.title),
    svg('defs', {}, svg('marker', { id: 'tip', viewBox: '0 0 8 8', refX: 8, refY: 4, markerWidth: 6, markerHeight: 6, orient: 'auto' }, svg('path', { d: 'M0 0L8 4L0 8z', fill: colours['line-strong'] }))),
    svg('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: colours.bg }));
  if (picture.showCommunities) {
    shownCommunities().forEach((members, number) => drawing.append(svg('polygon', { points: hull(members.map(positionOf)).join(' '), fill: patchColour(number), stroke: patchColour(number), 'stroke-width': 64, 'stroke-linejoin': 'round' })));
  }
  for (const { from, to, width, dashes, color } of picture.edges.get()) {
    const [[x1, y1], [x2, y2]] = [positionOf(from), positionOf(to)], length = Math.hypot(x2 - x1, y2 - y1) || 1, rim = 1 - radiusOf(to) / length;
    drawing.append(svg('line', { x1, y1, x2: (x1 + (x2 - x1) * rim).toFixed(1), y2: (y1 + (y2 - y1) * rim).toFixed(1), stroke: color.color, 'stroke-opacity': color.opacity, 'stroke-width': width.toFixed(2), 'stroke-dasharray': dashes ? dashes.join(' ') : 'none', 'marker-end': 'url(#tip)' }));
  }
  for (const id of ids) {
    const [x, y] = positionOf(id), radius = radiusOf(id);
    drawing.append(svg('polygon', { points: lookOf(picture.types.get(id)).shape.map(([dx, dy]) => `${(x + dx * radius).toFixed(1)},${(y + dy * radius).toFixed(1)}`).join(' '),
      fill: colourOf(picture.types.get(id)), stroke: colours.bg, 'stroke-width': 1.4, opacity: picture.near && !picture.near.has(id) ? 0.16 : 1 }, svg('title', {}, picture.labels.get(id))));
  }
  for (const { text, size, middle, top: y } of picture.names?.placed || []) {
    drawing.append(svg('text', { x: middle.toFixed(1), y: (y + size * 0.86).toFixed(1), 'font-size': size.toFixed(1), 'text-anchor': 'middle', fill: colours.text, stroke: colours.bg, 'stroke-width': (3.5 / scale).toFixed(1), 'stroke-linejoin': 'round', 'paint-order': 'stroke' }, text));
  }
  return new XMLSerializer().serializeToString(drawing).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');  // what XML cannot hold
}

// Walk with keys: from thing to thing among the neighbours of what is chosen, else among all that is shown.
function stepTo(step) {
  const around = picture.selected === null ? picture.nodes.getIds() : [...neighboursOf[picture.selected]].filter(number => picture.nodes.get(number));
  const list = around.sort((a, b) => a - b);
  if (!list.length) return;
  const at = list.indexOf(picture.hovered), next = list[(at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step + list.length) % list.length];
  picture.hovered = next;
  const told = picture.selected === null ? [] : [...(lines.get(picture.selected + '-' + next) || []), ...(lines.get(next + '-' + picture.selected) || [])];
  byId('spoken').textContent = [nameOf(next), t(data.things[next].type), ...new Set(told.map(fact => t(fact.predicate)))].join('，');
  const [x, y] = positionOf(next);
  picture.network.moveTo({ position: { x, y }, scale: Math.max(picture.network.getScale(), 0.6), animation: false });
}

function wirePicture() {
  const { network } = picture, canvas = byId('canvas');
  network.on('click', ({ nodes }) => go(nodes.length ? routeOf(nodes[0]) : '#/'));
  network.on('doubleClick', ({ nodes }) => { if (nodes.length) choose(nodes[0], { neighbours: 200 }); });
  network.on('zoom', later(() => adaptLines(), 150));
  network.on('dragEnd', ({ nodes }) => {
    for (const [id, { x, y }] of Object.entries(network.getPositions(nodes))) picture.places.set(Number(id), [x, y]);
    picture.names = null;
  });
  byId('zoom').addEventListener('click', event => {
    const action = event.target.closest('button')?.dataset.zoom;
    if (action === 'in') zoomBy(1.4);
    if (action === 'out') zoomBy(1 / 1.4);
    if (action === 'fit') fitAll(true);
    if (action === 'reset') resetPicture();
    if (action === 'picture') savePicture();
    if (action === 'drawing') offer('zhengtu.svg', new Blob([drawingOf()], { type: 'image/svg+xml' }));
  });
  byId('whole').addEventListener('click', showWhole);
  canvas.addEventListener('keydown', event => {
    const step = 80 / network.getScale(), { x, y } = network.getViewPosition(), scale = network.getScale();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (Object.hasOwn(moves, event.key)) network.moveTo({ position: { x: x + moves[event.key][0], y: y + moves[event.key][1] }, scale, animation: false });
    else if (event.key === '+' || event.key === '=') zoomBy(1.25);
    else if (event.key === '-') zoomBy(0.8);
    else if (event.key === '0') fitAll(true);
    else if (event.key === 'n' || event.key === '.') stepTo(1);
    else if (event.key === 'p' || event.key === ',') stepTo(-1);
    else if (event.key === 'Enter' && picture.hovered !== null) { const next = picture.hovered; picture.hovered = null; picture.walking = true; go(routeOf(next)); }
    else return;
    event.preventDefault();
  });
  new ResizeObserver(later(() => { network.redraw(); }, 60)).observe(canvas);
}
