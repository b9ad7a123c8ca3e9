// Texts as people of the world write them: nothing is said about them in any place where a card or a catalog shows text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, catalog, entry, findingsOf, headers } from "./support/documents.ts";

/** Each a title or a description that somebody could write. */
const texts: Readonly<Record<string, readonly string[]>> = {
  Arabic: ["توقعات الطقس لأي مكان", "الطَّقْسُ اليَوْمَ", "الطقس (Weather) ٢٤ ساعة", "خدمة API للطقس"],
  "Arabic with marks of direction": ["\u200fالطقس: C++\u200e", "\u2067الطقس\u2069 Weather"],
  "Persian with ZWNJ": [
    "پیش\u200cبینی هوا",
    "می\u200cخواهم بدانم هوا چگونه است",
    "کتاب\u200cخانه\u200cها",
    "نرم\u200cافزار",
  ],
  Urdu: ["موسم کی پیش گوئی", "اُردُو میں موسم"],
  Hebrew: ["תחזית מזג האוויר", "תַּחֲזִית מֶזֶג הָאֲוִיר", "מזג אוויר – API", "בְּרֵאשִׁ֖ית"],
  Hindi: ["किसी भी जगह का मौसम", "हिन्दी में मौसम", "क्\u200dष और क्\u200cष", "श्री मौसम"],
  Bengali: ["যেকোনো জায়গার আবহাওয়া", "র\u200d্যাব", "কর্তৃপক্ষ"],
  Tamil: ["எந்த இடத்திற்கும் வானிலை", "ஸ்ரீ"],
  Sinhala: ["ශ්\u200dරී ලංකාවේ කාලගුණය"],
  Malayalam: ["കാലാവസ്ഥ", "നന്\u200dമ"],
  Thai: ["พยากรณ์อากาศทุกที่", "พยากรณ์\u200bอากาศ\u200bทุกที่", "น้ำท่วม"],
  Khmer: ["ព្យាករណ៍\u200bអាកាសធាតុ"],
  Burmese: ["မိုးလေဝသ ခန့်မှန်းချက်"],
  Tibetan: ["གནམ་གཤིས་", "རྒྱལ་པོའི་"],
  Chinese: ["任何地方的天气预报", "繁體中文天氣", "天气（API）2.0", "葛\u{e0100}飾区"],
  Japanese: ["世界の天気予報", "お天気サーバー", "ﾃﾝｷ予報", "が\u3099"],
  Korean: ["어디서나 날씨 예보", "날씨\u3000API"],
  Vietnamese: ["Dự báo thời tiết ở mọi nơi", "Thơ\u0300i tiê\u0301t"],
  "Latin with marks": [
    "Wettervorhersage für überall",
    "Þetta reddast",
    "İstanbul'da hava",
    "Ça va où ?",
    "Čeština ěščřž",
  ],
  Greek: ["Πρόγνωση καιρού για κάθε μέρος", "Ὦ ξεῖν᾽"],
  Cyrillic: ["Прогноз погоды для любого места", "Їжак і ґанок", "Погода: API v2"],
  Georgian: ["ამინდის პროგნოზი"],
  Armenian: ["Եղանակի կանխատեսում"],
  Amharic: ["የአየር ሁኔታ ትንበያ"],
  Mongolian: ["ᠮᠣᠩᠭᠣᠯ\u180e ᠪᠢᠴᠢᠭ"],
  "emoji sequences": [
    "Family \u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}",
    "Couple \u{1f469}\u200d\u2764\ufe0f\u200d\u{1f468}",
    "Flag \u{1f1e9}\u{1f1ea}\u{1f1ef}\u{1f1f5}",
    "Scotland \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "Rainbow \u{1f3f3}\ufe0f\u200d\u{1f308}",
    "Skin \u{1f44d}\u{1f3fd}\u{1f9d1}\u{1f3ff}\u200d\u{1f4bb}",
    "Keycaps 1\ufe0f\u20e3 #\ufe0f\u20e3 *\ufe0f\u20e3",
    "Sun \u2600\ufe0f or \u2600\ufe0e",
    "Runner \u{1f3c3}\u{1f3fb}\u200d\u2640\ufe0f\u200d\u27a1\ufe0f",
  ],
  punctuation: [
    "Weather — “now”, ‘soon’ & later…",
    "H₂O · 25 °C · 10⁻³ · ½ · №1 · €5",
    "C’est l’été !",
    "Wetter\u00a0heute",
  ],
};

for (const [language, list] of Object.entries(texts)) {
  test(`nothing is said about texts in ${language}`, () => {
    for (const text of list) {
      const places = {
        title: card({ title: text }),
        description: card({ description: text }),
        input: headers({ name: "X-Place", description: text, placeholder: text, choices: [text] }),
        entry: catalog([entry({ displayName: text, description: text, tags: [text] })]),
        host: catalog([entry()], { host: { displayName: text } }),
      };
      for (const [place, document] of Object.entries(places))
        assert.deepEqual(findingsOf(document, { admission: true }), [], `${place}: ${JSON.stringify(text)}`);
    }
  });
}

test("lines and tabs are at home in longer descriptions of inputs", () => {
  const document = headers({ name: "X-Place", description: "First line\nsecond line\r\n\tthird" });
  assert.deepEqual(findingsOf(document, { admission: true }), []);
});
