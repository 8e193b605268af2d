/**
 * Java in a value: lookups, expression languages, class names, serialised objects.
 * @module
 */
import { resolveLookups } from "./jndi.ts";
import {
  CLASS_LOADER,
  ENV_LOOKUP,
  JAVA_CALL,
  JAVA_CLASS,
  JAVA_CONNECTION,
  JAVA_GADGET,
  JAVA_OBJECT,
  JNDI,
  LOOKUP,
  OGNL,
} from "./rules.ts";
import type { Say } from "./source.ts";

const JNDI_LOOKUP = /\$\{\s{0,9}jndi\s{0,9}:|[$%]\\?\{jndi:|\bjndi:(?:ldaps?|rmi|dns|iiop|corba|nis)\b/;
const SCRIPT_LOOKUP =
  /\$\{\s?(?:script|groovy|nashorn|js|jexl|ognl|spel)\s?:|\$\{\s?(?:dns|url|file|const|xml|properties|resourcebundle)\s?:\s?(?:address|utf|https?|canonical|iso|us-ascii|[a-z.]{3,60}[|:])/;
const LETTER_LOOKUP =
  /\$\{\s?\$\{base64:|\$\{(?:lower|upper)\s?:\s?[^}]{1,4}\}|\$\{[a-z0-9]{0,12}:[^${}]{0,40}:-[^}]\}/;
const PLAIN_LOOKUP = /\$\{(?:env|sys|java|ctx|main|map|sd|hostname|log4j|docker|k8s|spring|web|date|bundle|marker)\s?:/;

/** The value is a lookup of a secret and nothing else. */
const SECRET_LOOKUP =
  /^\s{0,9}\$\{(?:env|sys)\s?:[a-z0-9_.-]{0,40}(?:secret|key|token|passw|credential)[a-z0-9_.-]{0,40}\}\s{0,9}$/;

const OGNL_WORDS =
  /#_?memberaccess|@ognl\.|ognlcontext|#context\s?[.[]|[%$]\{\s?\(?#[a-z_]{1,30}\s?[=[.]|\(#[a-z_]{1,20}\s?=\s?[@#(n]|@java\.(?:lang|io|util|net)\.[a-z]{2,30}@|com\.opensymphony\.xwork2\.[a-z]|#(?:application|session|request|attr|parameters|cmd|rt|res|response|sc|ct)\s?[=[.]\s?[@#(\[]|(?:redirect|action|redirectaction):\s?[$%]\{|method:#|allowstaticmethodaccess|\\u0023_?member/;

const CALLS =
  /getruntime\s?\(\s?\)\s?\.\s?exec|runtime@getruntime|new\s{1,9}(?:java\.lang\.)?processbuilder\s?\(|\bt\s?\(\s?java\.|class\.forname\s?\(\s?["']|getclass\(\)\s?\.\s?(?:forname|getmethod|getclassloader|getprotectiondomain)|new\s{1,9}(?:javax\.script\.)?scriptenginemanager\s?\(|getenginebyname\s?\(|\.getmethods?\s?\([^)]{0,80}\)(?:\[\d{1,3}\])?\.invoke\s?\(|new\s{1,9}java\.(?:io\.file|net\.(?:url|socket)|util\.scanner)[a-z]{0,20}\s?\(|runtime\.exec\s?\(\s?["']|new\s{1,9}groovyshell|new\s{1,9}(?:java\.io\.)?file(?:reader|inputstream)?\s?\(\s?["'](?:\/etc\/|\/proc\/|c:)|["']\s?\.execute\s?\(\s?\)|javax\.naming\.initialcontext|^\s{0,4}(?:ldaps?|rmi|iiop|corbaname):\/\/\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\/[\w#/.-]{1,60}\s{0,4}$|ldap:\/\/[^\s]{1,80}\/(?:exploit|basic\/command|[a-z]{1,12}#)/;

const GADGETS =
  /(?:invoker|instantiate|clone|chained|constant|factory|predicate|switch|closure)transformer|(?:for|while|if|switch|transformer|chained)closure|prototype(?:clone|serialization)?factory|instantiatefactory|templatesimpl|jdbcrowsetimpl|badattributevalueexpexception|annotationinvocationhandler|xmldecoder|scriptenginemanager|unicastref|jrmpclient|jrmplistener|ysoserial|marshalsec|c3p0\.[a-z.]{0,40}datasource|basicdatasource|drivermanagerconnectionsource|jndiconverter|jndirefforwardingdatasource|jndi(?:rmi|datasource)|lookupref|wrapperconnectionpooldatasource|spring\.[a-z.]{0,60}(?:propertypathfactorybean|classpathxmlapplicationcontext|filesystemxmlapplicationcontext)|classpathxmlapplicationcontext|bcel\.internal|\$\$bcel\$\$|hashtable\$\$?enumerator|methodinvokingfactorybean|beanfactoryaspectinstance|defaultlistablebeanfactory|hikari\.hikariconfig|logback\.(?:core\.db|classic\.jmx)\.|\breloadbyurl\b|service=maindeployer|jndiloginmodule|syndication\.feed\.impl\.(?:objectbean|tostringbean|equalsbean)|groovy\.runtime\.(?:convertedclosure|methodclosure)|sun\.org\.apache\.xalan/;

/** Properties of a connection by which a driver runs a script, loads a class or reads what the server sends as objects. */
const CONNECTION =
  /jdbc:[a-z0-9]{2,20}:[^\s"']{0,300}(?:autodeserialize|queryinterceptors|statementinterceptors|detectcustomcollations|allowurlinlocalinfile|socketfactory(?:arg)?=(?!com\.google\.)|sslfactory(?:arg)?=|loggerfile=|clientrerouteserverlistjndiname|trace_level_system_out|;\s?init\s?=\s?(?:runscript\s{1,4}from\s{1,4}["']?(?:https?|ftp):|create\s{1,4}(?:alias|trigger)))/;

/** A class of the platform or of a library that chains use; exceptions and errors are what telemetry names. */
const CLASS_NAME =
  /^\s{0,9}(?:[\w.-]{1,40}=)?(?:java\.util\.(?:scanner|priorityqueue|serviceloader|timer|jar|zip|concurrent\.callable)[a-z.]{0,30}|javax?\.(?:lang|io|net|beans|rmi|naming|script|nio|security|sql|management|swing|xml|imageio|el)\.[a-z][a-z0-9_.$]{1,60}|java\.(?:runtime|processbuilder)|com\.opensymphony\.xwork2[a-z0-9_.]{0,60}|com\.sun\.(?:org\.apache|rowset|jndi)[a-z0-9_.]{0,60}|org\.omg\.corba[a-z0-9_.]{0,40}|org\.apache\.commons(?:\.(?:collections4?|beanutils|fileupload|configuration|io|text)[a-z0-9_.$]{0,80})?|org\.codehaus\.groovy\.runtime[a-z0-9_.]{0,60}|org\.springframework\.(?:beans|context)\.[a-z0-9_.]{3,80}|groovy\.lang\.[a-z]{3,40})(?:=[\w.-]{0,40})?\s{0,9}$/;
const EXCEPTION = /(?:exception|error|throwable|timeout|interrupted|failure)s?\s{0,9}$/;

const GADGET_PREFIX = /^(?:runtime|processbuilder)\.[a-z.]{3,60}$/;

/** Base64 of `AC ED 00 05`, its hexadecimal form, and gzip of it is not known by its beginning. */
const SERIALIZED = /(?:^|[^a-z0-9+/])ro0ab[q-z2-9xyw]?|\baced0005|\\xac\\xed\\x00\\x05/;

const LOADER =
  /class(?:\.|\[["']?)module(?:["']?\])?(?:\.|\[["']?)classloader|class(?:\.|\[["']?)classloader|classloader(?:\.|\[["']?)(?:resources|urls|defaultassertionstatus)/;

/** Applies the rules to a text that is no stack trace or source. */
export function detectJava(lower: string, text: string, say: Say): void {
  if (lower.includes("{") || lower.includes("jndi:")) detectLookups(lower, say);
  if (lower.includes("#") || lower.includes("@") || lower.includes(":")) sayMatch(OGNL_WORDS.exec(lower), OGNL, say);
  sayMatch(CALLS.exec(lower), JAVA_CALL, say);
  sayMatch(LOADER.exec(lower), CLASS_LOADER, say);
  if (lower.length < 140) {
    if (CLASS_NAME.test(lower) && !EXCEPTION.test(lower)) say(JAVA_CLASS, 0, lower.length);
    else if (GADGET_PREFIX.test(lower)) say(JAVA_CLASS, 0, lower.length);
  }
  sayMatch(GADGETS.exec(lower), JAVA_GADGET, say);
  if (lower.includes("jdbc:")) sayMatch(CONNECTION.exec(lower), JAVA_CONNECTION, say);
  detectObject(lower, text, say);
}

function detectLookups(lower: string, say: Say): void {
  const at = lower.indexOf("${");
  if (at < 0) {
    sayMatch(JNDI_LOOKUP.exec(lower), JNDI, say);
    return;
  }
  if (!lower.includes(":", at)) return;
  const resolved = lower.includes("${", at + 2) || lower.includes("-", at) ? resolveLookups(lower) : lower;
  // `${jndi:ldap://...}` in an explanation leads nowhere.
  if (JNDI_LOOKUP.test(resolved) && !/jndi:(?:[a-z]{2,6}:\/\/)?(?:\.\.\.|…|<)/.test(resolved)) {
    say(JNDI, at, Math.min(lower.length, (lower.lastIndexOf("}") + 1) || lower.length));
  }
  sayMatch(SCRIPT_LOOKUP.exec(resolved) && (SCRIPT_LOOKUP.exec(lower) ?? LETTER_LOOKUP.exec(lower)), LOOKUP, say);
  sayMatch(LETTER_LOOKUP.exec(lower), LOOKUP, say);
  sayMatch(PLAIN_LOOKUP.exec(lower), ENV_LOOKUP, say);
  if (SECRET_LOOKUP.test(lower)) say(LOOKUP, 0, lower.length);
}

/** The case of base64 matters: `rO0AB` by accident in lower-cased text is common. */
function detectObject(lower: string, text: string, say: Say): void {
  const match = SERIALIZED.exec(lower);
  if (!match) return;
  const from = match.index;
  const exact = text.slice(from, from + match[0].length);
  if (exact.includes("rO0AB") || match[0].includes("aced")) say(JAVA_OBJECT, from, from + match[0].length);
  else if (match[0].includes("\\xac")) say(JAVA_OBJECT, from, from + match[0].length);
}

function sayMatch(match: RegExpExecArray | null, rule: Parameters<Say>[0], say: Say): void {
  if (match) say(rule, match.index, match.index + match[0].length);
}
