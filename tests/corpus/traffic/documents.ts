/**
 * XML and other documents: SOAP, feeds, sitemaps, office exports, WebDAV.
 * @module
 */
import { inCode, inWhere } from "./conditions.ts";
import type { Draft, Family } from "./draft.ts";
import { xpath } from "./paths.ts";
import { person, sentence, slug } from "./prose.ts";
import type { Random } from "./random.ts";
import { html } from "./richtext.ts";
import { CITIES, HOSTS } from "./words.ts";

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** In an attribute. */
function value(words: string): string {
  return text(words).replaceAll('"', "&quot;");
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A style sheet for documents, with ways and conditions in its attributes. */
function stylesheet(r: Random): string {
  const parts = r.some(1, 4, () =>
    r.pick([
      () => `<xsl:value-of select="${value(xpath(r))}"/>`,
      () => `<xsl:if test="${value(xpath(r))}"><p>${text(sentence(r))}</p></xsl:if>`,
      () => `<xsl:for-each select="${value(xpath(r))}"><li><xsl:apply-templates/></li></xsl:for-each>`,
    ])());
  return `${HEAD}<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="${
    value(xpath(r))
  }">${parts.join("")}</xsl:template></xsl:stylesheet>`;
}

/** A process with conditions between its steps. */
function process(r: Random): string {
  const flows = r.some(
    1,
    3,
    () =>
      `<sequenceFlow id="${slug(r)}"><conditionExpression>${
        text(r.pick([() => `=${inCode(r)}`, () => inWhere(r)])())
      }</conditionExpression></sequenceFlow>`,
  );
  return `${HEAD}<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="${slug(r)}">${
    flows.join("")
  }</process></definitions>`;
}

const MADE: readonly (readonly [path: string, type: string, make: (random: Random) => string])[] = [
  [
    "/soap",
    "text/xml; charset=utf-8",
    (r) =>
      `${HEAD}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body><m:Get xmlns:m="http://${
        r.pick(HOSTS)
      }/ns"><m:Name>${text(person(r))}</m:Name><m:City xsi:nil="true"/><m:Id>${
        r.int(1, 9999)
      }</m:Id></m:Get></soap:Body></soap:Envelope>`,
  ],
  [
    "/feeds",
    "application/rss+xml",
    (r) =>
      `${HEAD}<rss version="2.0"><channel><title>${text(sentence(r))}</title>${
        r.some(1, 3, () =>
          `<item><title>${text(sentence(r))}</title><description><![CDATA[${html(r)}]]></description><link>https://${
            r.pick(HOSTS)
          }/${slug(r)}</link></item>`).join("")
      }</channel></rss>`,
  ],
  [
    "/sitemap",
    "application/xml",
    (r) =>
      `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${
        r.some(1, 6, () => `<url><loc>https://${r.pick(HOSTS)}/${slug(r)}?a=1&amp;b=2</loc></url>`).join("")
      }</urlset>`,
  ],
  [
    "/remote.php/dav/files",
    "application/xml",
    (r) =>
      `${HEAD}<d:propfind xmlns:d="DAV:" xmlns:oc="http://${
        r.pick(HOSTS)
      }/ns"><d:prop><d:getlastmodified/><oc:fileid/></d:prop></d:propfind>`,
  ],
  [
    "/invoices",
    "application/xml",
    (r) =>
      `${HEAD}<!-- ${
        text(sentence(r)).replaceAll("--", "–")
      } -->\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>${r.int(1, 9999)}</ID><Note>${
        text(sentence(r))
      }</Note><CityName>${text(r.part(CITIES))}</CityName></Invoice>`,
  ],
  [
    "/xmlrpc",
    "text/xml",
    (r) =>
      `${HEAD}<methodCall><methodName>wp.getPost</methodName><params><param><value><string>${
        text(sentence(r))
      }</string></value></param><param><value><int>${r.int(1, 99)}</int></value></param></params></methodCall>`,
  ],
  [
    "/xhtml",
    "application/xhtml+xml",
    (r) =>
      `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${
        text(sentence(r))
      }</title></head><body><p>${text(sentence(r))}</p></body></html>`,
  ],
  [
    "/maps",
    "application/vnd.google-earth.kml+xml",
    (r) =>
      `${HEAD}<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>${
        text(r.part(CITIES))
      }</name><description><![CDATA[<b>${text(sentence(r))}</b><br>]]></description><Point><coordinates>${
        r.int(-180, 180)
      },${r.int(-90, 90)},0</coordinates></Point></Placemark></kml>`,
  ],
  ["/transforms", "application/xslt+xml", stylesheet],
  ["/api/stylesheets", "text/xml; charset=utf-8", stylesheet],
  ["/api/processes", "application/xml", process],
  ["/deployments", "text/xml", process],
];

function draft(random: Random): Draft {
  const [path, type, make] = random.part(MADE);
  return {
    method: path.startsWith("/remote") ? "PROPFIND" : "POST",
    path,
    headers: { "Content-Type": type },
    body: make(random),
    carrier: "xml",
  };
}

/** Documents. */
export const documents: Family = { name: "document", weight: 3, draft };
