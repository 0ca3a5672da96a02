// Communities: things that are joined to each other more than to the rest, found by the Louvain method (Blondel et al., 2008) in the
// picture as it is shown. The order of things decides ties, so the same picture always falls into the same communities.

const LEAST = 4;  // things that make a community worth showing

// Return the communities of some things that lines join, the largest first, each as a list of things.
function findCommunities(things, pairs) {
  const place = new Map(things.map((thing, at) => [thing, at]));
  let links = things.map(() => new Map()), groups = things.map(thing => [thing]);
  for (const [from, to] of pairs) {
    const a = place.get(from), b = place.get(to);
    if (a === undefined || b === undefined || a === b) continue;
    links[a].set(b, (links[a].get(b) || 0) + 1);
    links[b].set(a, (links[b].get(a) || 0) + 1);
  }
  for (;;) {
    const home = settle(links), names = [...new Set(home)];
    if (names.length === links.length) return groups.sort((a, b) => b.length - a.length || a[0] - b[0]);
    const at = new Map(names.map((name, number) => [name, number])), joined = names.map(() => new Map()), merged = names.map(() => []);
    home.forEach((name, node) => {
      const own = at.get(name);
      merged[own].push(...groups[node]);
      for (const [next, weight] of links[node]) joined[own].set(at.get(home[next]), (joined[own].get(at.get(home[next])) || 0) + weight);
    });
    links = joined;
    groups = merged.map(list => list.sort((a, b) => a - b));
  }
}

// Move each node to the community in which modularity grows most, until none moves.
function settle(links) {
  const strength = links.map(next => [...next.values()].reduce((sum, weight) => sum + weight, 0));
  const total = strength.reduce((sum, one) => sum + one, 0) || 1, home = links.map((_, node) => node), sums = [...strength];
  for (let turn = 0, moved = true; moved && turn < 30; turn++) {
    moved = false;
    links.forEach((next, node) => {
      const near = new Map([[home[node], 0]]);
      for (const [other, weight] of next) if (other !== node) near.set(home[other], (near.get(home[other]) || 0) + weight);
      sums[home[node]] -= strength[node];
      let best = home[node], most = near.get(best) - strength[node] * sums[best] / total;
      for (const [name, weight] of near) {
        const gain = weight - strength[node] * sums[name] / total;
        if (gain > most + 1e-9) { most = gain; best = name; }
      }
      sums[best] += strength[node];
      if (best !== home[node]) { home[node] = best; moved = true; }
    });
  }
  return home;
}

// ---- in the picture ----

let communities = [];

function shownCommunities() {
  if (!picture.communitiesOf) {
    picture.communitiesOf = true;
    communities = findCommunities(picture.nodes.getIds().sort((a, b) => a - b), picture.edges.getIds().map(id => id.split('-').map(Number)))
      .filter(list => list.length >= LEAST);
  }
  return communities;
}

// A soft patch behind each community; the hues go round the circle by the golden angle, so that neighbours in the list differ.
function drawCommunities(ctx) {
  if (!picture.showCommunities || !data.things.length) return;
  shownCommunities().forEach((members, number) => {
    const corners = hull(members.map(positionOf));
    ctx.save();
    ctx.beginPath();
    corners.forEach(([x, y]) => ctx.lineTo(x, y));
    ctx.closePath();
    ctx.fillStyle = ctx.strokeStyle = patchColour(number);
    ctx.lineWidth = 64;
    ctx.lineJoin = 'round';
    ctx.globalAlpha = 1;
    ctx.stroke();
    ctx.fill();
    ctx.restore();
  });
}

const patchColour = number => `hsl(${Math.round(210 + number * 137.508) % 360} ${ui.theme === 'dark' ? '28% 17%' : '48% 93%'})`;

// The convex hull of some points (Andrew's monotone chain).
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = list => list.reduce((line, point) => {
    while (line.length > 1 && (line.at(-1)[0] - line.at(-2)[0]) * (point[1] - line.at(-2)[1]) <= (line.at(-1)[1] - line.at(-2)[1]) * (point[0] - line.at(-2)[0])) line.pop();
    return [...line, point];
  }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.reverse()).slice(0, -1)];
}

// The communities beside the picture, named by what is joined most in them; a click shows one alone.
function drawCommunityList() {
  const list = byId('communities');
  if (!list) return;
  list.replaceChildren(...(picture.showCommunities && data.things.length ? shownCommunities() : []).slice(0, 12).map((members, number) => {
    const hub = members.reduce((best, one) => (picture.degree.get(one) > picture.degree.get(best) ? one : best), members[0]);
    return el('li', {}, el('button', { type: 'button', onclick: () => { picture.only = new Set(members); refreshPicture(); fitAll(true); offerAll(); } },
      svg('svg', { width: 12, height: 12, class: 'badge', 'aria-hidden': 'true' }, svg('circle', { cx: 6, cy: 6, r: 5, fill: patchColour(number), stroke: 'currentColor', 'stroke-opacity': 0.3 })),
      el('span', { class: 'name' }, nameOf(hub)), el('span', { class: 'number' }, count(members.length))));
  }));
}
