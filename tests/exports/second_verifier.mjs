// A second verifier of evidence bundles, written from docs/ledger.md alone: node, no packages.
//
//     node second_verifier.mjs BUNDLE.zip [PUBLIC_KEY_FILE]      prints a word, exits 0, 1 or 4
//     node second_verifier.mjs --list                            "BUNDLE[\tKEY]" a line on stdin,
//                                                                one code a line on stdout

import { createHash, createHmac, createPublicKey, verify as ed25519Verify } from "node:crypto";
import { readFileSync } from "node:fs";

class Altered extends Error {}

const fail = (why) => {
  throw new Altered(why);
};
const check = (isSo, why) => isSo || fail(why);
const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const length8 = (number) => {
  const raw = Buffer.alloc(8);
  raw.writeBigInt64BE(BigInt(number));
  return raw;
};
const len8 = (...parts) => Buffer.concat(parts.flatMap((part) => [length8(part.length), part]));
const text = (value) => {
  check(typeof value === "string" && value.isWellFormed(), "not a text");
  return Buffer.from(value, "utf8");
};
const fromHex = (value) => {
  check(typeof value === "string" && /^([0-9a-f]{2})*$/.test(value), "not hex digits");
  return Buffer.from(value, "hex");
};
const fromBase64 = (value, length) => {
  const raw = Buffer.from(value, "base64");
  check(raw.toString("base64") === value && raw.length === length, "not base64");
  return raw;
};

// ---- the zip ---------------------------------------------------------------------------------

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});
const crc32 = (raw) => {
  let sum = 0xffffffff;
  for (const byte of raw) sum = CRC_TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};

// What every field of a header must hold: [offset, bytes, value].
const match = (raw, at, fields, why) => {
  for (const [offset, size, value] of fields) {
    check(raw.readUIntLE(at + offset, size) === value, `${why}, byte ${offset}`);
  }
};

const unzip = (raw) => {
  check(raw.length >= 22, "too short for a zip");
  const files = new Map();
  const headers = [];
  let at = 0;
  let before = null;
  while (at + 30 <= raw.length && raw.readUInt32LE(at) === 0x04034b50) {
    const size = raw.readUInt32LE(at + 18);
    const nameLength = raw.readUInt16LE(at + 26);
    check(at + 30 + nameLength + size <= raw.length, "a file is cut off");
    const rawName = raw.subarray(at + 30, at + 30 + nameLength);
    check(rawName.every((byte) => byte > 0x20 && byte < 0x7f), "a name that is not ASCII");
    check(before === null || Buffer.compare(before, rawName) < 0, "names out of order");
    const content = raw.subarray(at + 30 + nameLength, at + 30 + nameLength + size);
    const sum = crc32(content);
    match(
      raw,
      at,
      [[4, 2, 20], [6, 2, 0], [8, 2, 0], [10, 2, 0], [12, 2, 0x21], [14, 4, sum], [22, 4, size],
        [28, 2, 0]],
      "a local header",
    );
    headers.push({ at, sum, size, rawName });
    files.set(rawName.toString("latin1"), content);
    before = rawName;
    at += 30 + nameLength + size;
  }
  const directory = at;
  for (const header of headers) {
    check(at + 46 + header.rawName.length <= raw.length, "the directory is cut off");
    match(
      raw,
      at,
      [[0, 4, 0x02014b50], [4, 2, 20], [6, 2, 20], [8, 2, 0], [10, 2, 0], [12, 2, 0],
        [14, 2, 0x21], [16, 4, header.sum], [20, 4, header.size], [24, 4, header.size],
        [28, 2, header.rawName.length], [30, 2, 0], [32, 2, 0], [34, 2, 0], [36, 2, 0],
        [38, 4, 0x01800000], [42, 4, header.at]],
      "the directory",
    );
    const rawName = raw.subarray(at + 46, at + 46 + header.rawName.length);
    check(Buffer.compare(rawName, header.rawName) === 0, "a name in the directory");
    at += 46 + header.rawName.length;
  }
  check(at + 22 === raw.length, "something behind the zip, or its end is missing");
  match(
    raw,
    at,
    [[0, 4, 0x06054b50], [4, 2, 0], [6, 2, 0], [8, 2, headers.length], [10, 2, headers.length],
      [12, 4, at - directory], [16, 4, directory], [20, 2, 0]],
    "the end of the zip",
  );
  return files;
};

// ---- the checkpoint --------------------------------------------------------------------------

const readNote = (raw) => {
  const lines = raw.toString("utf8").split("\n");
  check(Buffer.compare(Buffer.from(lines.join("\n"), "utf8"), raw) === 0, "not UTF-8");
  check((lines.length === 6 || lines.length === 7) && lines.at(-1) === "", "not a checkpoint");
  const [origin, size, root, head, blank] = lines;
  const found = /^liveness-station\.ledger\/([0-9a-f]{32})$/.exec(origin);
  check(found && /^[1-9][0-9]{0,14}$/.test(size) && blank === "", "not a checkpoint");
  fromBase64(root, 32);
  fromBase64(head, 32);
  return {
    origin,
    station: Buffer.from(found[1], "hex"),
    size: Number(size),
    root,
    head,
    signed: Buffer.from(lines.slice(0, 4).join("\n") + "\n"),
    signature: lines.length === 7 ? lines[5] : null,
  };
};

// ---- Ed25519: the library verifies, the rest is what the page asks for beyond it ----------------

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const littleEndian = (raw) => BigInt("0x" + (Buffer.from(raw).reverse().toString("hex") || "0"));
const SMALL_ORDER_Y = [
  0n,
  1n,
  P - 1n,
  littleEndian(
    Buffer.from("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "hex"),
  ),
  littleEndian(
    Buffer.from("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "hex"),
  ),
];
const yOf = (raw) => littleEndian(raw) & (2n ** 255n - 1n);

const isSigned = (key, signature, message) => {
  if (key.length !== 32 || signature.length !== 64) return false;
  const y = yOf(key);
  if (y >= P || SMALL_ORDER_Y.includes(y)) return false;
  if (yOf(signature.subarray(0, 32)) >= P) return false;
  if (littleEndian(signature.subarray(32)) >= ORDER) return false;
  const prefix = Buffer.from("302a300506032b6570032100", "hex");
  const spki = Buffer.concat([prefix, key]);
  try {
    const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
    return ed25519Verify(null, message, publicKey, signature);
  } catch {
    return false;
  }
};

// ---- the bundle ------------------------------------------------------------------------------

const FIXED = ["README.txt", "checkpoint.txt", "manifest.json", "station.key", "verify.py"];
const NAMES = ["account", "by", "note", "operator", "second", "source", "subject", "words"];
const ENTRY = ["epoch", "hash", "job", "kind", "prev", "proof", "seq", "utc"];

const follows = (leaf, index, size, proof) => {
  // RFC 9162, 2.1.3.2, to the letter.
  let fn = index;
  let sn = size - 1;
  let node = sha256(Buffer.from([0]), leaf);
  for (const step of proof) {
    if (sn === 0) return null;
    const other = fromHex(step);
    if (fn % 2 === 1 || fn === sn) {
      node = sha256(Buffer.from([1]), other, node);
      while (fn !== 0 && fn % 2 === 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      node = sha256(Buffer.from([1]), node, other);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? node : null;
};

const checkEntry = (entry, body, note) => {
  check(entry && typeof entry === "object" && !Array.isArray(entry), "not an entry");
  check(Object.keys(entry).sort().join() === ENTRY.join(), "an entry's members");
  const { epoch, job, seq } = entry;
  check(Number.isSafeInteger(seq) && seq >= 1 && seq <= note.size, "an entry's number");
  check(Number.isSafeInteger(epoch), "an entry's epoch");
  const prev = fromHex(entry.prev);
  const jobBytes = job === null ? Buffer.alloc(0) : Buffer.concat([Buffer.from([1]), text(job)]);
  const tag = Buffer.from("liveness-station/ledger/entry/v1");
  const made = sha256(
    len8(tag, note.station, length8(epoch), length8(seq), text(entry.kind), jobBytes,
      text(entry.utc), prev, sha256(body)),
  );
  check(made.toString("hex") === entry.hash, `entry ${seq} was changed`);
  if (seq === 1) {
    const genesis = Buffer.from("liveness-station/ledger/genesis/v1");
    check(sha256(len8(genesis, note.station)).equals(prev), "the beginning");
  }
  check(seq !== note.size || made.toString("base64") === note.head, "the newest entry");
  check(Array.isArray(entry.proof), "a proof");
  const root = follows(made, seq - 1, note.size, entry.proof);
  check(root !== null && root.toString("base64") === note.root, `the proof of ${seq}`);
};

const checkKey = (key, note) => {
  if (key.length === 0) {
    check(note.signature === null, "a signature without a key");
    return "";
  }
  const origin = Buffer.from(note.origin);
  const keyId = sha256(origin, Buffer.from("\n\x01", "latin1"), key).subarray(0, 4);
  const parts = (note.signature ?? "").split(" ");
  check(parts.length === 3 && parts[0] === "\u2014" && parts[1] === note.origin, "signature line");
  const raw = fromBase64(parts[2], 68);
  check(raw.subarray(0, 4).equals(keyId), "the signature of another key");
  check(isSigned(key, raw.subarray(4), note.signed), "the signature");
  const code = Buffer.concat([Buffer.from([1]), key]).toString("base64");
  return `${note.origin}+${keyId.toString("hex")}+${code}`;
};

// The one form of the manifest: sorted members, no blanks, ASCII alone.
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${canonical(name)}:${canonical(value[name])}`).join()}}`;
  }
  const escape = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escape);
};

// Which file a digest of an entry opens, and what is to be in it.
const checkOpened = ([name, seq, field, salt], content, body) => {
  const isPicture = field === "commitment";
  check(isPicture || NAMES.includes(field), "a field that cannot be opened");
  const key = fromHex(salt);
  check(key.length === (isPicture ? 32 : 16), `the salt of ${name}`);
  const made = isPicture
    ? createHmac("sha256", key).update(content).digest()
    : sha256(key, content);
  const at = body.indexOf(`"${field}":"${made.toString("hex")}"`);
  check(at >= 0, `${name} is not the one`);
  const number = String(body.subarray(0, at).toString("latin1").split('"commitment":').length - 1);
  const begin = String(seq).padStart(12, "0");
  const due = isPicture
    ? `pictures/${begin}-${number.padStart(2, "0")}.jpg`
    : `private/${begin}-${field}.txt`;
  check(name === due, `${name} has the name of something else`);
};

const verifyBundle = (raw) => {
  const files = unzip(raw);
  for (const name of FIXED) check(files.has(name), `${name} is missing`);
  const note = readNote(files.get("checkpoint.txt"));
  let manifest;
  try {
    manifest = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(files.get("manifest.json")));
  } catch {
    fail("the manifest is not JSON");
  }
  const plain = files.get("manifest.json").toString("latin1");
  check(canonical(manifest) === plain, "the manifest's form");
  check(manifest && typeof manifest === "object" && !Array.isArray(manifest), "the manifest");
  check(Object.keys(manifest).join() === "entries,format,job,key,opened", "the manifest's members");
  const { entries, format, job, key, opened } = manifest;
  check(format === "liveness-station/bundle/v1", "the format");
  check(Array.isArray(entries) && entries.length > 0 && Array.isArray(opened), "the manifest");
  check(job === null || typeof job === "string", "the job");
  const wanted = [...FIXED];
  const bodies = new Map();
  let before = null;
  for (const entry of entries) {
    const name = `entries/${String(entry?.seq).padStart(12, "0")}.json`;
    check(files.has(name), `${name} is missing`);
    checkEntry(entry, files.get(name), note);
    if (before !== null) {
      check(entry.seq > before.seq, "entries out of order");
      const isNext = entry.seq === before.seq + 1;
      check(isNext || job !== null, "a gap in a range");
      check(!isNext || entry.prev === before.hash, "two entries that are not linked");
    }
    check(job === null || entry.job === job, "an entry of another job");
    bodies.set(entry.seq, files.get(name));
    wanted.push(name);
    before = entry;
  }
  for (const row of opened) {
    check(Array.isArray(row) && row.length === 4, "what is opened");
    const [name, seq] = row;
    check(typeof name === "string" && files.has(name) && bodies.has(seq), "what is opened");
    checkOpened(row, files.get(name), bodies.get(seq));
    wanted.push(name);
  }
  check(wanted.sort().join("\n") === [...files.keys()].sort().join("\n"), "other files");
  const line = checkKey(fromHex(key), note);
  check(files.get("station.key").toString("latin1") === `${line}\n`, "station.key");
  return line;
};

const judge = (bundle, keyFile) => {
  let raw;
  let given = null;
  try {
    raw = readFileSync(bundle);
    if (keyFile) given = readFileSync(keyFile, "utf8").trim();
  } catch (error) {
    return [4, `cannot read: ${error.message}`];
  }
  try {
    const line = verifyBundle(raw);
    return line && line === given ? [0, "unaltered"] : [4, "no key to go by"];
  } catch (error) {
    if (error instanceof Altered) return [1, error.message];
    throw error;
  }
};

if (process.argv[2] === "--list") {
  for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const [bundle, keyFile] = line.split("\t");
    console.log(judge(bundle, keyFile)[0]);
  }
} else {
  const [code, why] = judge(process.argv[2], process.argv[3]);
  console.log(why);
  process.exitCode = code;
}
