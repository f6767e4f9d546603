  // ---- tables: a page of many rows brings them packed in columns (see payload.py) ----------------
  /** The columns of each packed table, by its name. */
  const unpack = async (text) => {
    const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const end = bytes.length - 4;
    const head = JSON.parse(utf8.decode(bytes.subarray(end - new DataView(bytes.buffer).getUint32(end, true), end)));
    let from = 0;
    const take = (size) => bytes.subarray(from, (from += size));
    return new Map(head.tables.map(({ name, rows, columns }) =>
      [name, rowsOf(rows, new Map(columns.map((about) => [about.name, readers[about.kind](about, rows, take)])))]));
  };
  const bytesOf = (base64) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
    return bytes;
  };
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  /** The numbers of a column, whose bytes stand in planes, the lowest ones first. */
  const wholes = (rows, width, take) => {
    if (width === 1) return take(rows);
    const numbers = new Uint32Array(rows);
    for (let place = 0; place < width; place += 1) {
      const plane = take(rows);
      const worth = 256 ** place;
      for (let i = 0; i < rows; i += 1) numbers[i] += plane[i] * worth;
    }
    return numbers;
  };
  const readers = {
    value: ({ values, width }, rows, take) => {
      const codes = wholes(rows, width, take);
      return { codes, values, at: (row) => values[codes[row]] };
    },
    number: ({ base, scale, width }, rows, take) => {
      const codes = wholes(rows, width, take);
      return { at: (row) => (codes[row] ? (codes[row] + base - 1) / scale : null) };
    },
    text: ({ bytes, width }, rows, take) => {
      const letters = take(bytes);
      const sizes = wholes(rows, width, take);
      const starts = new Uint32Array(rows);
      for (let i = 1; i < rows; i += 1) starts[i] = starts[i - 1] + Math.max(0, sizes[i - 1] - 1);
      return { at: (row) => (sizes[row] ? utf8.decode(letters.subarray(starts[row], starts[row] + sizes[row] - 1)) : null) };
    },
  };
  /** Rows as objects that look into the columns when they are asked. */
  const rowsOf = (size, columns) => {
    class Row {
      constructor(row) {
        this.row = row;
      }
    }
    for (const [name, { at: read }] of columns) Object.defineProperty(Row.prototype, name, { get() { return read(this.row); } });
    const rows = Array.from({ length: size }, (_, row) => new Row(row));
    return Object.defineProperties(rows, { columns: { value: columns }, shared: { value: Row.prototype } });
  };
  /** The values of a property of all entries, each value once: {codes, values}. */
  const columnOf = (entries, name) => {
    const packed = entries.columns?.get(name);
    if (packed?.codes) return packed;
    const known = new Map();
    const values = [];
    const codes = new Uint32Array(entries.length);
    for (const [row, entry] of entries.entries()) {
      const value = entry[name];
      const key = typeof value === "string" ? value : JSON.stringify(value) ?? "";
      let code = known.get(key);
      if (code === undefined) {
        known.set(key, (code = values.length));
        values.push(value);
      }
      codes[row] = code;
    }
    return { codes, values };
  };
  /** Tell all entries of a table something that they share. */
  const share = (entries, what) => {
    for (const entry of entries.shared ? [entries.shared] : entries) Object.assign(entry, what);
  };
  /** Entries by their id; the index is made when it is first asked. */
  const byId = (entries) => {
    let known = null;
    const index = () => (known ??= new Map(entries.map((entry) => [entry.id, entry])));
    return { get: (id) => index().get(id), has: (id) => index().has(id) };
  };
