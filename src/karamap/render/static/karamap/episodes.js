  // ---- episodes: named spells of a phase, as bars below the histogram and as a choice ---------------
  const BAR = { height: 4, pitch: 6, lanes: 6, least: 4 };
  const spells = data.phases.flatMap((phase) => phase.episodes ?? []).map((episode) => {
    const [from, to] = [day(episode.start), Math.max(day(episode.start), day(episode.end) - 1)];
    const when = from === to ? dayWords(from) : say("time_shown", { from: dayWords(from), to: dayWords(to) });
    return { from, to, id: episode.id, name: episode.name, words: say("episode", { name: episode.name, when }) };
  }).sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
  const spellsOn = ({ first, last }) => spells.filter(({ from, to }) => to >= first && from <= last);
  /** The bars of the episodes on a scale, those that would cover each other in lanes of their own. */
  const episodeBars = (scale_, top) => {
    const ends = [];
    const bars = spellsOn(scale_).map((spell) => {
      const [left, right] = [scale_.x(spell.from), scale_.x(spell.to + 1)];
      const width = Math.max(BAR.least, right - left);
      const x = Math.min(left, scale_.width - width);
      let lane = ends.findIndex((end) => end < x);
      if (lane < 0) lane = Math.min(ends.length, BAR.lanes - 1); // more than fit share the last lane
      ends[lane] = Math.max(ends[lane] ?? 0, x + width);
      const bar = titled(svg("g", { class: "t-episode", "data-episode": spell.id }), spell.words);
      bar.append(svg("rect", { class: `t-bar${isChosen(spell) ? " is-picked" : ""}`, x: x.toFixed(1), y: top + lane * BAR.pitch, width: width.toFixed(1), height: BAR.height }));
      bar.addEventListener("click", () => setDays(spell.from, spell.to, true));
      return bar;
    });
    return { bars, height: ends.length * BAR.pitch };
  };
  const isChosen = ({ from, to }) => state.from === from && state.to === to;
  /** The same choice for keyboards, fingers and screen readers, which a thin bar does not serve. */
  const drawEpisodeChoice = (scale_) => {
    const here = spellsOn(scale_);
    at("episode").hidden = !here.length;
    const options = here.map((spell) => h("option", { value: spell.id, selected: isChosen(spell) }, spell.words));
    at("episode").replaceChildren(h("option", { value: "" }, counted("episode_choose", here.length)), ...options);
  };
  const startEpisodes = () =>
    at("episode").addEventListener("change", (change) => {
      const spell = spells.find(({ id }) => id === change.target.value);
      if (spell) setDays(spell.from, spell.to, true);
      else setDays(null, null, true);
    });
