/**
 * Vocabulary: names, things, places, in many languages. Structure is picked from all of it; payload parts by `part`.
 * Items stand between bars, since quotes are what makes them interesting.
 * @module
 */

function list(text: string): readonly string[] {
  return text.split("|").map((item) => item.trim());
}

export const FIRST_NAMES = list(`
  Seán | Maeve | D'Arcy | Siobhán | Renée | Zoë | Jürgen | Ængus | Łukasz | Małgorzata | Zdeněk | Žofie | Ömer |
  Gülşen | Đorđe | Nguyễn | Thị Hằng | José María | Inês | João | Chloé | Mei-Ling | Jean-Luc | Ana | Priya |
  Olumide | N'Golo | Ta'Quan | Sa'id | K'ehlani | O'Shea | Sinéad | Björk | Håkon | Åsa | Ruaridh | Wanjiru |
  Kwame | Tariq | Yael | Noa | Ivo | Elif | Aigerim | Batbayar | Leilani | Te Rangi
`);

export const LAST_NAMES = list(`
  O'Brien | O'Neill | D'Angelo | Dell'Acqua | L'Estrange | M'Bala | van 't Hoff | de la Cruz | Null | Union |
  Select | Table | St. John | Müller-Lüdenscheidt | Škvorecký | Kovačević | Çelik | Ó Súilleabháin | Nuñez |
  Drop | Where | Alter | Grant | Case | And | Orr | Like | Script | Passwd | Root | Chmod | Bash | Echo | Catt |
  Sleeper | N'Diaye | D'Souza | Ma'afu | 'Akau'ola | Al-Ḥasan | ibn Rushd | Ng | Li | Wu | Fernández-O'Toole |
  Smith & Sons | Van Der Berg | Dvořák | Øvergård | Þórsdóttir | Iñárritu | Güzel
`);

/** Whole names in other scripts. */
export const NATIVE_NAMES = list(`
  王小明 | 李娜 | 佐藤 健太 | 高橋 由美子 | 김민준 | 박서연 | Иван Петров | Анна Кузнецова | Олена Шевченко | Γιώργος Παπαδόπουλος |
  Ελένη Νικολάου | محمد الأحمد | فاطمة الزهراء | דוד כהן | נועה לוי | राहुल शर्मा | प्रिया सिंह | สมชาย ใจดี |
  ณัฐ วงศ์ | ארמון | Գևորգ Սարգսյան | გიორგი ბერიძე | ኃይለ ገብርኤል | தமிழ்ச்செல்வன்
`);

export const CITIES = list(`
  Coeur d'Alene | L'Aquila | Saint-Jean-d'Angély | 's-Hertogenbosch | N'Djamena | Xi'an | Ma'an | Łódź | Århus |
  São Paulo | Zürich | Córdoba | Žilina | Reykjavík | Hawai'i | Ho Chi Minh City | 東京 | 北京市 | 서울특별시 | Москва |
  القاهرة | तिरुवनंतपुरम | Αθήνα | Union City | Drop City | Table Rock | Truth or Consequences
`);

export const NOUNS = list(`
  order | invoice | shirt | kettle | bicycle | ticket | table | user | group | report | script | function |
  password | session | column | row | node | union | case | admin | root | shell | cat | image | frame | object |
  window | document | cookie | alert | event | form | style | link | base | file | directory | path | system |
  process | command | query | index | view | trigger | schema | token | key | secret
`);

export const VERBS = list(`
  select | update | insert | delete | drop | create | alter | execute | run | open | close | join | order |
  group | sleep | wait | load | print | echo | import | require | include | eval | fetch | click | submit |
  cancel | merge | replace | exec | call | set | get | declare | grant | like | match | sort | limit
`);

export const ADJECTIVES = list(`
  new | old | broken | blue | 1=1 | null | free | half-price | unused | temporary | public | private | O(n) |
  root-level | async | legacy | 100% | C# | A/B | 24/7 | non-null | read-only | top-10 | (beta) | slow | --dry
`);

export const PRODUCTS = list(`
  27" monitor | 1/2" hex bolt (50 pcs) | Women's T-shirt <M> | AT&T prepaid SIM | Black & Decker drill; 18V |
  Levi's 501® W32/L34 | Ben & Jerry's 500 ml | USB-C → HDMI cable | Rock'n'Roll mug | M&M's 200g |
  O'Keeffe's hand cream | Salt & Pepper set (2x) | Men's shoes > size 45 | L'Oréal shampoo |
  Procter & Gamble; refill | 50% off: socks | A4 paper 80g/m² -- 500 sheets | Screwdriver #2 |
  Kids' puzzle (1000 pieces) | Crème brûlée torch | Nuts & bolts; assorted | Self-adhesive labels 38.1×21.2 mm |
  Table lamp 'Luna' | Drop-leaf table | Sleep mask *silk* | Cat5e cable 10m, grey
`);

export const COMPANIES = list(`
  Müller & Söhne GmbH | D'Addario & Co. | Johnson's (UK) Ltd. | AT&T | 株式会社サンプル | ООО «Ромашка» | Yahoo! |
  Barnes & Noble; Inc. | S.A. L'Échelle | Macy's | P&G | Toys 'R' Us | Marks & Spencer | H&M | Null Island Pty |
  Script & Seal | Ernst & Young | Bed, Bath & Beyond | c/o Eval Ltd. | Union Bank of O'Fallon
`);

export const FIELD_NAMES = list(`
  name | title | description | comment | note | message | body | content | text | summary | label | value |
  subject | details | remarks | bio | query | q | search | keyword | term | filter | data | payload
`);

export const RESOURCES = list(`
  orders | users | products | articles | comments | tickets | projects | invoices | files | events | tasks |
  notes | pages | messages | devices | teams | reviews | bookings | carts | payments | reports | snippets
`);

export const HOSTS = list(`
  shop.example.com | cdn.example.net | blog.example.org | api.example.io | docs.example.dev | img.example.co.uk |
  example.com | www.example.de | files.example.fr | münchen.example | status.example.app | git.example.org
`);

export const LOCALES = list(`
  en-US | en-GB | de-DE | fr-FR | ja-JP | zh-CN | pt-BR | ar-EG | ru-RU | tr-TR | nl-NL
`);
