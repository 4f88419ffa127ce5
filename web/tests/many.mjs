// Writes many made-up reports as JSON Lines, to see how the page and the API bear a large record: node many.mjs 20000 > many.jsonl

const number = Number(process.argv[2] ?? 20000);
let seed = 7;
const next = () => (seed = (seed * 48271) % 2147483647);
const pick = (list) => list[Math.floor(next() / 1009) % list.length];
const PLACES = ["Parukh", "Shusha", "Lachin", "Martuni", "Askeran", "Khramort", "Goris", "Kapan", "Sotk", "Jermuk", "Vardenis", "Agdam", "Fizuli", "Hadrut", "Tartar", "Donetsk", "Horlivka", "Mariupol", "Avdiivka", "Tripoli", "Misrata", "Sirte", "Khartoum", "El Fasher", "Goma", "Bukavu", "Hodeidah", "Marib", "Idlib", "Saraqib", "Tyre", "Naqoura"];
const FORCES = ["Azerbaijani forces", "Armenian forces", "Russian troops", "Ukrainian forces", "Libyan National Army units", "Sudanese army units", "M23 fighters", "Houthi fighters", "Syrian army units", "Israeli forces"];
const ACTS = ["shelled", "attacked", "captured", "entered"];
const WHO = ["The Ministry of Defence of Armenia", "The Ministry of Defence of Azerbaijan", "The Russian Ministry of Defence", "The mission", "Local authorities"];
for (let n = 0; n < number; n++) {
  const day = new Date(Date.UTC(2020, 10, 10) + Math.floor((n / number) * 900) * 86_400_000).toISOString().slice(0, 10);
  const text = `${pick(WHO)} said that ${pick(FORCES)} ${pick(ACTS)} the town of ${pick(PLACES)} on ${day}, killing ${1 + (seed % 9)} soldiers.`;
  console.log(JSON.stringify({ id: `many-${n}`, text, lang: "en", published: day, outlet: pick(["Agency", "Bureau", "Herald"]) }));
}
