  // ---- in which areas a spot lies on the day shown: who held it, as drawn -----------------------------
  const ringsOf = (part) => (Array.isArray(part[0]) ? part.flatMap(ringsOf) : [part]);
  /** Whether a spot lies in a ring of points: a line from it to the north crosses the ring an odd number of times. */
  const inRing = (spot, ring) => {
    let inside = false;
    ring.forEach((b, i) => {
      const a = ring.at(i - 1);
      if (a.lng > spot.lon !== b.lng > spot.lon && spot.lat < a.lat + ((b.lat - a.lat) * (spot.lon - a.lng)) / (b.lng - a.lng)) inside = !inside;
    });
    return inside;
  };
  const liesIn = (spot, index) => {
    const rings = [];
    drawn[index].eachLayer((layer) => layer.getLatLngs && rings.push(...ringsOf(layer.getLatLngs())));
    return rings.filter((ring) => inRing(spot, ring)).length % 2 === 1; // holes are rings too
  };
  const areasAt = (spot) =>
    data.drawings.filter((entry, index) => entry.group === "area" && STRONG.has(entry.style) && standsOn(entry, dayShown()) && liesIn(spot, index));
  const sourceWords = (keys) =>
    String(keys ?? "").split(";").map((key_) => key_.trim()).filter(Boolean).map((key_) => data.attribution.find((one) => one.key === key_)?.title ?? key_).join("; ");
  const areaWords = (entry) =>
    h("div", {}, isolated(entry.name), note(spaced([entry.valid && `${ui.valid} ${entry.valid}`, typeof entry.accuracy_km === "number" && say("accuracy", { n: entry.accuracy_km })]).join("")),
      note(entry.note), note(entry.source && `${ui.source}: ${sourceWords(entry.source)}`));
  /** The areas that a spot lies in, as facts; nothing for what is itself an area, a line or a country. */
  const holders = (spot) => (spot && isPoint(modeOf(spot)) ? fact(say("lies_in", { day: dayWords(dayShown()) }), areasAt(spot).map(areaWords)) : []);
  /** Say them anew when the day shown has changed. */
  const drawHolders = () => {
    const box = at("detail").querySelector(".holders");
    if (box && state.selected?.kind === "place") box.replaceChildren(...holders(place(state.selected.id)).flat());
  };
