  // ---- tolls: known numbers of killed, drawn by area where it happened ----------------------------
  // The scale is the same on every page: a disc's area stands for the number, up to a bound.
  const TOLL = { perRoot: 2, least: 6, most: 48 };
  const MARK = 10; // half the width of a mark whose toll is not known
  const tollRadius = (n) => Math.min(TOLL.most, Math.max(TOLL.least, TOLL.perRoot * Math.sqrt(n)));
  const tollMost = Math.round((TOLL.most / TOLL.perRoot) ** 2);
  const isNumber = (n) => typeof n === "number" && Number.isFinite(n);
  const tollSize = ({ low, best, high }) => best ?? low ?? high;
  /** The toll of an entry that tells where people were killed; null where none is known. */
  const tollOf = (entry) => {
    const { low = null, best = null, high = null } = entry.killed ?? {};
    const toll = { low, best, high };
    const known = [low, best, high].some((n) => isNumber(n) && n > 0);
    const elsewhere = entry.at_kind !== undefined && entry.at_kind !== "event"; // a speaker's seat
    return known && !elsewhere && ["full", "pale"].includes(lookOf(entry.status)) ? toll : null;
  };
  /** The entry with the largest toll of a place: tolls are never added up. */
  const deadliest = (group) => {
    let found = null;
    for (const [layer, entries] of ordered(group))
      for (const entry of entries) {
        const toll = tollOf(entry);
        if (toll && (!found || tollSize(toll) > tollSize(found.toll))) found = { entry, layer, toll };
      }
    return found;
  };
  /** Circles for a toll, the widest first: [{radius, part}]; without a best count "least" is filled. */
  const tollCircles = ({ low, best, high }) => {
    const core = best ?? low;
    const circles = [];
    if (high !== null && (core === null || high > core)) circles.push({ radius: tollRadius(high), part: "high" });
    if (core !== null) circles.push({ radius: tollRadius(core), part: best === null ? "least" : "best" });
    if (best !== null && low !== null && low < best) circles.push({ radius: tollRadius(low), part: "low" });
    return circles;
  };
  /** Width of the symbol of a mark that stands for one entry alone: its disc's, up to the usual one. */
  const symbolWidth = (group) => {
    const most = group.size === 1 && !group.near?.length ? deadliest(group) : null;
    const core = most ? most.toll.best ?? most.toll.low : null;
    return core === null ? null : Math.round(Math.min(MARK, tollRadius(core)) * 2);
  };
  const tollSentence = (group) => {
    const most = deadliest(group);
    if (!most) return "";
    const several = [...group.entries.values()].flat().length > 1;
    return say(several ? "toll_of_several" : "toll_of_one", { toll: tollWords(most.entry.killed) });
  };
