/**
 * What the rules of this detector say.
 * @module
 */
import type { Level, Rule } from "../types.ts";

function rule(name: string, level: Level, title: string, why: string): Rule {
  return { id: `code.${name}`, category: "code", severity: "critical", level, title, why };
}

/** `<?php …`. */
export const PHP_TAG = rule(
  "php-tag",
  1,
  "PHP opening tag",
  "what follows the tag is run as PHP where the value is stored as a file or evaluated",
);
/** `<?php system($_GET['c']);`. */
export const PHP_SHELL = rule(
  "php-shell",
  1,
  "PHP that takes orders",
  "the PHP runs a command, evaluates text or reads the request's parameters: a web shell or its dropper",
);
/** `shell_exec(…)`. */
export const PHP_CALL = rule(
  "php-call",
  1,
  "PHP function call",
  "the value calls a PHP function that runs commands, evaluates code or reads files",
);
/** `('system')('id')`. */
export const PHP_HIDDEN_CALL = rule(
  "php-hidden-call",
  1,
  "PHP call through a string or variable",
  "the function to call is named by a string or variable, to hide it from a search for its name",
);
/** `$_GET['x']`. */
export const PHP_VARIABLE = rule(
  "php-variable",
  1,
  "PHP superglobal",
  "the value reads a variable in which PHP keeps the request, as injected code does to take its orders",
);
/** `O:8:"stdClass":0:{}`. */
export const PHP_OBJECT = rule(
  "php-object",
  1,
  "Serialised PHP object",
  "unserialising the object runs methods of its class with values that the sender chose",
);
/** `auto_prepend_file=…`. */
export const PHP_SETTING = rule(
  "php-setting",
  1,
  "PHP setting",
  "the value sets a PHP option that includes files or lifts a restriction",
);
/** `${jndi:ldap://…}`. */
export const JNDI = rule(
  "java-jndi",
  1,
  "JNDI lookup",
  "a vulnerable Log4j fetches and runs a class from the address when it logs the value",
);
/** `${${lower:j}…`. */
export const LOOKUP = rule(
  "java-lookup",
  1,
  "Obfuscated or dangerous lookup",
  "the lookup builds text letter by letter or runs a script, as attacks on Log4j and Commons Text do",
);
/** `${env:SECRET}`. */
export const ENV_LOOKUP = rule(
  "java-env-lookup",
  3,
  "Lookup of the environment",
  "the lookup prints an environment variable or system property where the value is logged",
);
/** `%{(#_memberAccess…`. */
export const OGNL = rule(
  "java-ognl",
  1,
  "OGNL expression",
  "the expression reaches into the framework's context, from where it can run commands",
);
/** `Runtime.getRuntime().exec(…)`. */
export const JAVA_CALL = rule(
  "java-call",
  1,
  "Java code that runs a command",
  "the value calls Java's runtime, reflection or a script engine",
);
/** `java.lang.ProcessBuilder` as the whole value. */
export const JAVA_CLASS = rule(
  "java-class",
  1,
  "Java class as the value",
  "the value is the name of a Java class and nothing else, which only code that loads classes by name can use",
);
/** `InvokerTransformer`. */
export const JAVA_CONNECTION = rule(
  "java-connection",
  1,
  "Database connection that runs code",
  "a property of the JDBC URL makes the driver run a script, load a class or unserialise what the server sends",
);
export const JAVA_GADGET = rule(
  "java-gadget",
  1,
  "Class of a deserialisation chain",
  "the class is a known link in chains that turn deserialising into running commands",
);
/** `rO0AB…`. */
export const JAVA_OBJECT = rule(
  "java-object",
  1,
  "Serialised Java object",
  "the bytes are a serialised Java object; reading it runs methods of its classes",
);
/** `class.module.classLoader`. */
export const CLASS_LOADER = rule(
  "java-class-loader",
  1,
  "Path to the class loader",
  "binding a parameter to this path lets the sender change the server's class loader",
);
/** `require('child_process')`. */
export const NODE = rule(
  "node-process",
  1,
  "Node.js process access",
  "the value loads a module or reaches the process object, to run commands on the server",
);
/** `_$$ND_FUNC$$_`. */
export const NODE_OBJECT = rule(
  "node-object",
  1,
  "Serialised function",
  "node-serialize runs the function when it reads the value",
);
/** `__import__('os')`. */
export const PYTHON = rule(
  "python-call",
  1,
  "Python code that runs a command",
  "the value imports a module or calls a function that runs commands",
);
/** `__import__('os').popen(…)`. */
export const PYTHON_SHELL = rule(
  "python-shell",
  1,
  "Python that imports in passing",
  "the value imports a module inside an expression and starts a command with it, which no program needs to",
);
/** `'id'.execute().text`. */
export const GROOVY_SHELL = rule(
  "groovy-shell",
  1,
  "Groovy that runs a command",
  "a text is executed as a command, which is how scripts in consoles of Java servers do it",
);
/** `process.mainModule.require(…)`. */
export const NODE_SHELL = rule(
  "node-shell",
  1,
  "Way out of a JavaScript sandbox",
  "the value reaches the loader of modules through the process, as only code that was locked in has to",
);
/** `cos\nsystem`. */
export const PICKLE = rule("python-pickle", 1, "Python pickle", "unpickling the value calls the function it names");
/** `!ruby/object:…`. */
export const YAML = rule(
  "yaml-object",
  1,
  "YAML tag of a language object",
  "an unsafe YAML loader builds the object that the tag names, which can run code",
);
/** `IO.popen(…)`. */
export const RUBY = rule(
  "ruby-call",
  1,
  "Ruby code that runs a command",
  "the value calls a Ruby method that runs commands or evaluates code",
);
/** `System.Diagnostics.Process`. */
export const DOTNET = rule(
  "dotnet-call",
  1,
  ".NET code or object",
  "the value starts a process through .NET, or is a serialised object that does",
);
/** `system('id')`. */
export const COMMAND_CALL = rule(
  "command-call",
  1,
  "Call that runs a command",
  "in several languages this call runs a command or evaluates text",
);
/** `@{[system 'id']}`. */
export const PERL = rule(
  "perl-interpolation",
  1,
  "Perl code in a string",
  "@{[ … ]} makes Perl run what stands in it wherever the value gets into a string that is evaluated",
);
/** `<%@ Register … %>`. */
export const PAGE = rule(
  "server-page",
  1,
  "ASP.NET page source",
  "a page directive or a control that runs on the server is run where the value is parsed or stored as a page",
);
/** `while(true){}`. */
export const ENDLESS = rule(
  "endless-loop",
  1,
  "Endless loop",
  "where the value is evaluated as code, the loop never ends and takes the server with it",
);
/** The same in a text or a longer source. */
export const SNIPPET = rule(
  "snippet",
  3,
  "Code that runs commands in a text",
  "a longer text or source holds code that runs commands or reads files",
);

/** All of them. */
export const RULES: readonly Rule[] = [
  PHP_TAG,
  PHP_SHELL,
  PHP_CALL,
  PHP_HIDDEN_CALL,
  PHP_VARIABLE,
  PHP_OBJECT,
  PHP_SETTING,
  JNDI,
  LOOKUP,
  ENV_LOOKUP,
  OGNL,
  JAVA_CALL,
  JAVA_CLASS,
  JAVA_CONNECTION,
  JAVA_GADGET,
  JAVA_OBJECT,
  CLASS_LOADER,
  NODE,
  NODE_SHELL,
  NODE_OBJECT,
  GROOVY_SHELL,
  PYTHON,
  PYTHON_SHELL,
  PICKLE,
  YAML,
  RUBY,
  DOTNET,
  COMMAND_CALL,
  PERL,
  PAGE,
  ENDLESS,
  SNIPPET,
];
