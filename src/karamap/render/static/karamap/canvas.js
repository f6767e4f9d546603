  // ---- the marks of a page of many rows: one canvas, near marks drawn as one -----------------------
  // Marks that would cover each other become a ring whose parts and number say what is in it. A mark
  // that stands alone, or a stack at one spot, is drawn where it is, with its symbol and precision.
  const CELL = { many: 46, few: 24, visible: 400 }; // pixels; few while no more than `visible` are in view
  const MARGIN = 0.2; // how much of the map's size is drawn beyond each edge
  const REACHED = 40; // marks that the keyboard reaches; all others are in the lists and the table
  const SIZE = 256; // of the world at zoom 0
  const NOWHERE = [];
  const [HERE, APART] = [1, 2]; // an entry has a point in the crowd; it has a spot that the crowd does not draw
  const toX = (lon) => lon / 360 + 0.5;
  const toY = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

  /** Every point at which an entry stands as a dot or ring; by entry whether it has one, and its other spots. */
  const pointsOf = (tables) => {
    const points = { lon: [], lat: [], owner: [], layer: [], radius: [] };
    const placed = new Uint8Array(tables.reduce((sum, { entries }) => sum + entries.length, 0));
    const apart = new Map();
    let base = 0;
    for (const { kind, entries, spots } of tables) {
      for (const entry of entries) {
        const own_ = spots(entry);
        const here = own_.filter((spot) => isPoint(modeOf(spot)));
        for (const spot of here) {
          points.lon.push(spot.lon);
          points.lat.push(spot.lat);
          points.owner.push(base + entry.row);
          points.layer.push(LAYERS.indexOf(kind === "event" ? entry.layer : kind));
          points.radius.push(modeOf(spot) === "ring" || entry.drawn === "ring" ? reachOf(entry, spot) : 0);
        }
        if (here.length) placed[base + entry.row] = HERE;
        if (here.length === own_.length) continue;
        placed[base + entry.row] |= APART;
        apart.set(base + entry.row, own_.filter((spot) => !here.includes(spot)));
      }
      base += entries.length;
    }
    return { placed, apart, size: points.lon.length, lon: Float64Array.from(points.lon), lat: Float64Array.from(points.lat), x: Float64Array.from(points.lon, toX), y: Float64Array.from(points.lat, toY),
      owner: Uint32Array.from(points.owner), layer: Uint8Array.from(points.layer), radius: Float32Array.from(points.radius) };
  };
  const makeCrowd = () => {
    const tables = [
      { kind: "event", entries: events, spots: eventSpots, now: () => shown.events },
      { kind: "record", entries: records, spots: recordSpots, now: () => shown.records },
      { kind: "mention", entries: mentions, spots: mentionSpots, now: () => (state.layers.has("mention") ? shown.mentions : []) },
    ];
    tables.reduce((base, table) => (table.base = base) + table.entries.length, 0);
    const baseOf = Object.fromEntries(tables.map(({ kind, base }) => [kind, base]));
    const points = pointsOf(tables);
    const on = new Uint8Array(points.placed.length); // which entries are shown
    const next = new Int32Array(points.size); // the next point of the same cell
    const canvas = h("canvas", { class: "crowd leaflet-zoom-animated", role: "img", "aria-label": ui.map_label });
    const reach = h("div", { class: "crowd-reach" });
    const ink = canvas.getContext("2d");
    const pane = map.createPane("crowd");
    pane.style.zIndex = 450; // above areas and lines, below labels
    pane.append(canvas, reach);
    let frame = null; // what was drawn: {origin, size, zoom}
    let drawn_ = []; // the marks of the frame

    const entryOf = (owner) => {
      const table = tables.findLast(({ base }) => base <= owner);
      return { kind: table.kind, entry: table.entries[owner - table.base] };
    };
    /** Points in the frame by cell: the first point of each cell, which leads to the others. */
    const cellsOf = ({ origin, size, world }) => {
      const inside = (i) => on[points.owner[i]] && points.x[i] * world >= origin.x && points.x[i] * world < origin.x + size.x && points.y[i] * world >= origin.y && points.y[i] * world < origin.y + size.y;
      let visible = 0;
      for (let i = 0; i < points.size; i += 1) if (inside(i)) visible += 1;
      const cell = visible > CELL.visible ? CELL.many : CELL.few;
      // Cells are counted from the corner of the world, so that marks stay together while the map moves.
      const [left, top] = [Math.floor(origin.x / cell), Math.floor(origin.y / cell)];
      const columns = Math.floor((origin.x + size.x) / cell) - left + 1;
      const first = new Int32Array(columns * (Math.floor((origin.y + size.y) / cell) - top + 1)).fill(-1);
      for (let i = points.size - 1; i >= 0; i -= 1) {
        if (!inside(i)) continue;
        const at_ = (Math.floor((points.y[i] * world) / cell) - top) * columns + Math.floor((points.x[i] * world) / cell) - left;
        next[i] = first[at_];
        first[at_] = i;
      }
      return { first, columns, cell };
    };
    /** What stands in one cell. */
    const markOfCell = (start, { origin, world }) => {
      const made = { members: [], tally: new Uint32Array(LAYERS.length), x: 0, y: 0, alone: true };
      for (let i = start; i >= 0; i = next[i]) {
        made.members.push(i);
        made.tally[points.layer[i]] += 1;
        made.x += points.x[i] * world - origin.x;
        made.y += points.y[i] * world - origin.y;
        made.alone &&= points.x[i] === points.x[start] && points.y[i] === points.y[start];
      }
      made.x /= made.members.length;
      made.y /= made.members.length;
      return made;
    };
    /** Marks of cells side by side that would still cover each other become one, which is always a whole
     * rectangle of cells: what opens as a part of the map then holds the same entries as its mark. */
    const joinedCells = ({ first, columns, cell }, frame_) => {
      const standing = new Map(); // the mark of each cell that has one; joined cells share it
      first.forEach((start, at_) => {
        if (start < 0) return;
        const [column, row] = [at_ % columns, Math.floor(at_ / columns)];
        standing.set(at_, { ...markOfCell(start, frame_), at_, columns: [column, column], rows: [row, row] });
      });
      const around = (a, b) => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
      const within = (inner, outer) => inner[0] >= outer[0] && inner[1] <= outer[1];
      /** All marks of the smallest rectangle of cells around two; none when it would cut through a third. */
      const block = (one, other) => {
        const [wide, high] = [around(one.columns, other.columns), around(one.rows, other.rows)];
        const found = new Set();
        for (let row = high[0]; row <= high[1]; row += 1) for (let column = wide[0]; column <= wide[1]; column += 1) found.add(standing.get(row * columns + column));
        found.delete(undefined);
        return [...found].every((mark_) => within(mark_.columns, wide) && within(mark_.rows, high)) ? { wide, high, found } : null;
      };
      const take = (one, other) => {
        const [n, more] = [one.members.length, other.members.length];
        one.alone &&= other.alone && other.x === one.x && other.y === one.y;
        [one.x, one.y] = [(one.x * n + other.x * more) / (n + more), (one.y * n + other.y * more) / (n + more)];
        for (const member of other.members) one.members.push(member);
        other.tally.forEach((number, layer) => (one.tally[layer] += number));
      };
      for (const one of [...standing.values()].sort((a, b) => b.members.length - a.members.length || a.at_ - b.at_)) {
        for (const step of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
          if (standing.get(one.at_) !== one) break; // another took it
          const other = standing.get(one.at_ + step);
          if (!other || other === one || other.members.length > one.members.length || Math.hypot(other.x - one.x, other.y - one.y) > 0.8 * cell) continue;
          const joined = block(one, other);
          if (!joined) continue;
          for (const mark_ of joined.found) if (mark_ !== one) take(one, mark_);
          [one.columns, one.rows] = [joined.wide, joined.high];
          for (let row = joined.high[0]; row <= joined.high[1]; row += 1) {
            for (let column = joined.wide[0]; column <= joined.wide[1]; column += 1) if (standing.has(row * columns + column)) standing.set(row * columns + column, one);
          }
        }
      }
      return [...new Set(standing.values())];
    };

    // -- looks: colours and symbols come from the style sheet and the shapes of the legend
    let looks = new Map();
    const look = (key, make) => {
      if (!looks.has(key)) looks.set(key, make());
      return looks.get(key);
    };
    const colour = (name) => look(name, () => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
    const stamp = (layer, how) =>
      look(`${layer} ${how}`, () => {
        const node = symbol(layer, how);
        reach.append(node);
        const style = getComputedStyle(node.querySelector(".shape"));
        const [fill_, edge, width, dash] = [style.fill, style.stroke, parseFloat(style.strokeWidth), style.strokeDasharray];
        node.remove();
        const shape = new Path2D((own(data.symbols, layer) ?? data.symbols.other).path);
        return (x, y) => {
          ink.save();
          ink.translate(x - 10, y - 10);
          ink.fillStyle = fill_;
          ink.fill(shape);
          if (edge !== "none") {
            ink.strokeStyle = edge;
            ink.lineWidth = width || 1;
            ink.setLineDash(dash === "none" ? [] : dash.split(/[ ,]+/).map(parseFloat));
            ink.stroke(shape);
          }
          if (how === "struck") {
            ink.setLineDash([]);
            ink.stroke(new Path2D("M1 19 19 1"));
          }
          ink.restore();
        };
      });
    const short = new Intl.NumberFormat(ui.language, { notation: "compact", maximumFractionDigits: 1 });
    const disc = (x, y, radius) => {
      ink.beginPath();
      ink.arc(x, y, radius, 0, 2 * Math.PI);
    };
    const paintRing = ({ x, y, radius_km, lat }) => {
      const metres = (40075016.686 * Math.cos((lat * Math.PI) / 180)) / frame.world;
      disc(x, y, (radius_km * 1000) / metres);
      ink.setLineDash([1, 4]);
      ink.lineWidth = 1.4;
      ink.strokeStyle = colour("ink");
      ink.stroke();
      ink.setLineDash([]);
    };
    const paintTolls = ({ x, y, entry, layer }) => {
      const toll = tollOf(entry);
      for (const { radius, part } of toll ? tollCircles(toll) : []) {
        disc(x, y, radius);
        ink.fillStyle = ink.strokeStyle = colour(layer);
        ink.globalAlpha = { best: 0.2, least: 0.2, high: 0.09 }[part] ?? 0;
        ink.fill();
        ink.globalAlpha = part === "high" ? 0.55 : 1;
        ink.lineWidth = 1.2;
        ink.stroke();
        ink.globalAlpha = 1;
      }
    };
    /** A ring whose parts are the layers, with the number of marks in it. */
    const paintMany = ({ x, y, tally, members, radius }) => {
      disc(x, y, radius + 1.5);
      ink.fillStyle = colour("paper");
      ink.fill();
      let from = -Math.PI / 2;
      ink.lineWidth = 5;
      tally.forEach((n, layer) => {
        if (!n) return;
        const to = from + (2 * Math.PI * n) / members.length;
        ink.beginPath();
        ink.arc(x, y, radius - 2.5, from, to);
        ink.strokeStyle = colour(LAYERS[layer]);
        ink.stroke();
        from = to;
      });
      ink.fillStyle = colour("ink");
      ink.fillText(short.format(members.length), x, y + 0.5);
    };
    /** Entries at exactly one spot: the symbol of each layer side by side, with its number. */
    const paintStack = ({ x, y, tally, members }) => {
      const layers = [...tally.keys()].filter((layer) => tally[layer]);
      const look_ = sharedLook(members.map((i) => entryOf(points.owner[i]).entry));
      let at_ = x;
      for (const layer of layers) {
        stamp(LAYERS[layer], look_)(at_, y);
        at_ += 20;
        if (tally[layer] < 2) continue;
        const text = short.format(tally[layer]);
        ink.lineWidth = 3;
        ink.strokeStyle = colour("paper");
        ink.strokeText(text, at_, y);
        ink.fillStyle = colour("ink");
        ink.fillText(text, at_, y);
        at_ += 20;
      }
    };
    const paint = () => {
      if (!frame) return;
      ink.clearRect(0, 0, frame.size.x, frame.size.y);
      ink.font = look("font", () => `600 11px ${getComputedStyle(document.body).fontFamily}`);
      ink.textAlign = "center";
      ink.textBaseline = "middle";
      const single = drawn_.filter(({ members }) => members.length === 1).map((mark_) => {
        const [i] = mark_.members;
        return { ...mark_, entry: entryOf(points.owner[i]).entry, layer: LAYERS[points.layer[i]], radius_km: points.radius[i], lat: points.lat[i] };
      });
      for (const mark_ of single) if (mark_.radius_km > 0) paintRing(mark_);
      for (const mark_ of single) paintTolls(mark_);
      for (const { layer, entry, x, y } of single) stamp(layer, lookOf(entry.status))(x, y);
      for (const mark_ of drawn_) if (mark_.members.length > 1) (mark_.alone ? paintStack : paintMany)(mark_);
      const picked = pickedMark();
      if (!picked) return;
      disc(picked.x, picked.y, picked.radius + 4);
      ink.lineWidth = 3;
      ink.strokeStyle = colour("accent");
      ink.stroke();
    };
    const radiusOf = ({ members, alone }) => (alone ? 12 : 12 + 3 * Math.log10(members.length));

    // -- drawing
    const fitCanvas = ({ x, y }) => {
      const dots = window.devicePixelRatio || 1;
      if (canvas.width === Math.floor(x * dots) && canvas.height === Math.floor(y * dots)) return;
      [canvas.width, canvas.height] = [x * dots, y * dots];
      [canvas.style.width, canvas.style.height] = [`${x}px`, `${y}px`];
      ink.setTransform(dots, 0, 0, dots, 0, 0);
    };
    const redraw = ({ painted = true } = {}) => {
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const margin = size.multiplyBy(MARGIN).floor();
      const world = SIZE * 2 ** map.getZoom();
      frame = { origin: map.getPixelBounds().min.subtract(margin), size: size.add(margin).add(margin), margin, world, zoom: map.getZoom() };
      frame.bounds = L.latLngBounds(map.unproject(frame.origin), map.unproject(frame.origin.add(frame.size)));
      drawn_ = joinedCells(cellsOf(frame), frame);
      for (const mark_ of drawn_) mark_.radius = radiusOf(mark_);
      drawn_.sort((a, b) => a.members.length - b.members.length);
      fitCanvas(frame.size);
      L.DomUtil.setTransform(canvas, map.containerPointToLayerPoint(margin.multiplyBy(-1)), 1);
      if (painted) paint();
      reachable();
    };
    let waiting = 0;
    const later = () => (waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      redraw();
    }));
    const moved = () => {
      if (!frame || frame.zoom !== map.getZoom() || !frame.bounds.contains(map.getBounds())) later();
    };
    let resting = null;
    map.on("move", moved);
    map.on("moveend", () => {
      moved();
      clearTimeout(resting);
      resting = setTimeout(reachable, 150); // what the keyboard reaches follows when the map rests
    });
    map.on("zoomanim", ({ zoom, center }) => {
      L.DomUtil.setTransform(canvas, map._latLngBoundsToNewLayerBounds(frame.bounds, zoom, center).min, map.getZoomScale(zoom, frame.zoom));
    });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      looks = new Map();
      redraw();
    });

    // -- pointing, opening
    const frameSpot = (latlng) => map.project(latlng, frame.zoom).subtract(frame.origin);
    const hit = (latlng) => {
      if (!frame) return null;
      const spot = frameSpot(latlng);
      const near = drawn_.map((mark_) => ({ mark_, far: Math.hypot(mark_.x - spot.x, mark_.y - spot.y) })).filter(({ mark_, far }) => far <= mark_.radius + 2);
      return near.sort((a, b) => a.far - b.far)[0]?.mark_ ?? null;
    };
    const extent = ({ members }) => {
      const [lons, lats] = [points.lon, points.lat].map((list) => members.map((i) => list[i]));
      const edge = (list, way) => list.reduce((a, b) => (way * b > way * a ? b : a));
      const [low, high] = [(n) => Math.floor(n * 1e5) / 1e5, (n) => Math.ceil(n * 1e5) / 1e5];
      return [low(edge(lons, -1)), low(edge(lats, -1)), high(edge(lons, 1)), high(edge(lats, 1))];
    };
    const open_ = (mark_) => {
      const one = mark_.members.length === 1 ? entryOf(points.owner[mark_.members[0]]) : null;
      if (one) select(one.kind, one.entry.id);
      else select("box", extent(mark_).join(","));
    };
    const nameOf = ({ members }) => {
      if (members.length > 1) return counted("in_box", members.length);
      const { entry } = entryOf(points.owner[members[0]]);
      return [entry.title ?? entry.text ?? typeWords(entry), entry.place_name ?? whereWords(entry), entry.when].filter(Boolean).join(", ");
    };
    const wordsOf = (mark_) =>
      `${nameOf(mark_)}: ${LAYERS.map((layer, index) => mark_.tally[index] && `${word("layers", layer)} ${mark_.tally[index]}`).filter(Boolean).join(", ")}`;
    /** A mark as the group of a place, for the tip that says what is in it. */
    const groupOf = (mark_) => {
      const entries = new Map();
      for (const i of mark_.members) {
        const layer = LAYERS[points.layer[i]];
        if (!entries.has(layer)) entries.set(layer, []);
        entries.get(layer).push(entryOf(points.owner[i]).entry);
      }
      return { place: { id: "", label: nameOf(mark_) }, entries, size: mark_.members.length };
    };
    map.on("click", ({ latlng }) => {
      const mark_ = hit(latlng);
      if (mark_) open_(mark_);
    });
    let hovered = null;
    map.on("mousemove", ({ latlng }) => {
      const mark_ = hit(latlng);
      if (mark_ === hovered) return;
      hovered = mark_;
      map.getContainer().classList.toggle("over-mark", Boolean(mark_));
      if (!mark_) return hideTipSoon();
      const room = canvas.getBoundingClientRect();
      const [x, y] = [room.left + mark_.x, room.top + mark_.y];
      showTip(groupOf(mark_), { left: x - mark_.radius, right: x + mark_.radius, top: y - mark_.radius, bottom: y + mark_.radius });
    });
    /** Buttons over the largest marks in view, for the keyboard and for screen readers. */
    const reachable = () => {
      const focused = reach.contains(document.activeElement) ? document.activeElement.dataset.point : null;
      const { x, y } = map.getSize();
      const here = drawn_.filter((mark_) => mark_.x > frame.margin.x && mark_.x < frame.margin.x + x && mark_.y > frame.margin.y && mark_.y < frame.margin.y + y);
      const corner = map.containerPointToLayerPoint(frame.margin.multiplyBy(-1));
      reach.replaceChildren(...here.slice(-REACHED).reverse().map((mark_) => {
        const button = h("button", { type: "button", "data-point": mark_.members[0], "aria-label": wordsOf(mark_), onclick: () => open_(mark_) });
        button.style.transform = `translate(${Math.round(corner.x + mark_.x - 13)}px, ${Math.round(corner.y + mark_.y - 13)}px)`;
        return button;
      }));
      if (focused) reach.querySelector(`[data-point="${focused}"]`)?.focus({ preventScroll: true });
    };
    const pointsOfEntry = ({ kind, id }) => {
      const table = tables.find((one) => one.kind === kind);
      const entry = table && find[kind].get(id);
      const owner = entry ? table.base + entry.row : -1;
      return points.owner.reduce((found, other, i) => (other === owner ? [...found, i] : found), []);
    };
    /** The middle of what is selected, when it stands in this crowd. */
    const locate = (selected) => {
      if (selected?.kind === "box") return L.latLngBounds(cornersOf(selected.id)).getCenter();
      const [first] = selected ? pointsOfEntry(selected) : [];
      return first === undefined ? null : L.latLng(points.lat[first], points.lon[first]);
    };
    const pickedMark = () => {
      const middle = locate(state.selected);
      if (!middle || !frame) return null;
      const spot = frameSpot(middle);
      return hit(middle) ?? { x: spot.x, y: spot.y, radius: 12 };
    };
    const cornersOf = (id) => {
      const [w, s, e, n] = id.split(",").map(Number);
      return [[s, w], [n, e]];
    };
    return {
      /** Whether an entry is drawn here, and the spots of it that are not. */
      holds: (kind, { row }) => (points.placed[baseOf[kind] + row] & HERE) > 0,
      apart: (kind, { row }) => (points.placed[baseOf[kind] + row] & APART ? points.apart.get(baseOf[kind] + row) : NOWHERE),
      /** Note what is shown now, and where; `paint` follows when it is known what is selected. */
      choose: () => {
        on.fill(0);
        for (const { base, now } of tables) for (const { row } of now()) on[base + row] = 1;
        redraw({ painted: false });
      },
      paint, locate,
      /** Where marks cover the screen. */
      boxes: () => {
        const { left, top } = canvas.getBoundingClientRect();
        return drawn_.map(({ x, y, radius }) => ({ left: left + x - radius, right: left + x + radius, top: top + y - radius, bottom: top + y + radius }));
      },
      bounds: () => {
        const seen = L.latLngBounds([]);
        for (let i = 0; i < points.size; i += 1) if (inPhase(entryOf(points.owner[i]).entry)) seen.extend([points.lat[i], points.lon[i]]);
        return seen;
      },
      /** Everything shown in a part of the map, by layer. */
      inBox: (id) => {
        const box = L.latLngBounds(cornersOf(id));
        const found = new Map();
        for (let i = 0; i < points.size; i += 1) {
          if (!on[points.owner[i]] || !box.contains([points.lat[i], points.lon[i]])) continue;
          const layer = LAYERS[points.layer[i]];
          found.set(layer, (found.get(layer) ?? new Set()).add(entryOf(points.owner[i]).entry));
        }
        return LAYERS.filter((layer) => found.has(layer)).map((layer) => [layer, [...found.get(layer)]]);
      },
      zoomTo: (id) => map.fitBounds(L.latLngBounds(cornersOf(id)), { animate: false, padding: [60, 60] }),
    };
  };
  const isBox = (id) => id.split(",").length === 4 && id.split(",").every((part) => part !== "" && Number.isFinite(Number(part)));
  /** The list of a part of the map, from which it can be looked at closer. */
  const boxDetail = (id) => {
    if (!crowd || !isBox(id)) return null;
    const layers = crowd.inBox(id);
    const n = layers.reduce((sum, [, entries]) => sum + entries.length, 0);
    const make = { record: recordRow, mention: mentionRow };
    return {
      title: [counted("in_box", n)],
      head: h("p", { class: "kicker" }, ui.map_part),
      body: [
        h("p", { class: "quiet" }, ui.in_box_note), " ", h("button", { type: "button", class: "link", onclick: () => crowd.zoomTo(id) }, ui.zoom_in_here),
        layers.map(([layer, entries]) => [h("h3", {}, `${word("layers", layer)}: ${entries.length}`), rows(entries, own(make, layer) ?? eventRow, "")]),
        linkTo("box", id),
      ],
    };
  };
  const crowd = packed ? makeCrowd() : null;
