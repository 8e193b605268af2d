/**
 * What the inside of a template expression says, engine by engine. Every pattern is a list of literals with
 * bounded gaps: no backtracking.
 * @module
 */

/** Two numbers and an operator, perhaps quoted: `7*7`, `7*'7'`, `= 1337 * 1337`, `print(3*111)`. */
export const SUM =
  /^\s{0,9}[=\-:&~!]?\s{0,9}(?:print\s?\(|\(|")?\s{0,9}["']?\d{1,12}["']?\s{0,9}(?:\*\*|[*+\-/%^])\s{0,9}["']?\d{1,12}["']?\s{0,9}(?:[*+\-/%]\s{0,9}\d{1,12}\s{0,9})?[)"]?\s{0,9};?\s{0,9}$/;

/** Python: attributes that lead to every class and global. */
const PYTHON =
  /__(?:class|mro|bases?|subclasses|globals|builtins|init|import|dict|getattribute|getitem|reduce|code|loader|self)__|_templatereference|_mmarker|func_globals|gi_frame|[fi]_(?:globals|builtins|back)|\|\s?attr\s?\(|(?:cycler|joiner|lipsum|namespace|url_for|get_flashed_messages)\s?[.[|]|(?:self|request|config)\s?[.[]\s?["']?_|self\.(?:module|template|context|attr)\b|request\.(?:application|environ)|\.mro\(\)|\.subclasses\(|class\.base\b|config\.(?:items|from_|iteritems|secret)|settings\.secret|handler\.(?:settings|application)/;

/** JavaScript: the function constructor, the process, the module loader. */
const JAVASCRIPT =
  /constructor\s?[.[]\s?["']?(?:constructor|prototype)|constructor\s?\(\s?["'`]|["']constructor["']|process\.(?:mainmodule|binding|exit)|child_process|(?:global|globalthis|root)\.process|\$eval\s?\(|\$on\.constructor|this\.(?:push|pop)\b|#with\s{1,4}["']|\$\$absurl|charat\s?=\s?\[\]\.join/;

/** Java: reflection, runtime, scopes of a servlet. */
const JAVA =
  /getclass\s?\(|\.class\.(?:forname|protectiondomain|getresource)|forname\s?\(|getruntime\s?\(|\bt\s?\(\s?(?:java|org|com|javax|system|runtime)\b|new\s{1,4}java|java\.(?:lang|util|io|net|nio)\.|javax\.|processbuilder|get(?:declared)?(?:methods?|constructors?)\s?\(|classloader|protectiondomain|scriptengine|\.tourl\s?\(|(?:session|request)\.(?:set|get)attribute|pagecontext|facescontext|servletcontext|class\.getresource|(?<!['"])#(?:rt|this|root)\b|newinstance\s?\(|["']\s?\.exec(?:ute)?\s?\(|new\s{1,4}file\s?\(\s?["']/;

/** PHP: Twig's environment and functions handed to filters. */
const PHP =
  /_self\.(?:env|get)|registerundefined|getfilter\s?\(|(?:filter|map|sort|reduce|column|find|invoke)\s?\(?\s?\[?["'](?:system|exec|passthru|popen|shell_exec|proc_open|assert|eval|phpinfo|call_user_func|file_get_contents|readfile|ini_set|var_dump|print_r|create_function|error_reporting)\b|["'](?:passthru|shell_exec|call_user_func|phpinfo|ini_set|error_reporting)["']|(?::|(?:^|[^\w)\]?])\[)\s?["']system["']|setcache\s?\(|loadtemplate\s?\(|\bblock\s?\(\s?_charset|\|\s?file_excerpt|app\.request\.|_context\b/;

/** Ways out of an engine into its host language. */
export const WALKS: readonly RegExp[] = [PYTHON, JAVASCRIPT, JAVA, PHP];

/** Commands, evaluation, files. */
export const COMMANDS =
  /os\.(?:popen|system|exec|getcwd|listdir|environ)|subprocess|popen\s?\(|(?<![.\w])(?:system|exec|passthru|shell_exec|proc_open|phpinfo|assert|eval|spawn)\s?\(|execsync|spawnsync|file_(?:get|put)_contents|readfile\s?\(|scandir\s?\(|(?:file|io)\.(?:open|read|readlines|binread|popen|ls|cwd|write)!?\s?\(?\s?["'`]|dir\.(?:entries|glob|foreach|children|pwd)|kernel\.|%x\s?[([{|]|system\.(?:shell|cmd)\s?\(|code\.eval|system\.(?:diagnostics|io|reflection|environment)\b|process\.start|(?<!\w)(?:include|source|require|load|f?open|fetch)\s?\(?\s?["'](?:\/|\.\.|[a-z]{2,8}:|wp-config|c:)|require\s?\(\s?["'](?:child_process|fs|os|net|vm)\b|import\s{1,4}(?:os|sys|subprocess)\b|\beval\s{1,4}request|execute(?:global)?\s{0,4}\(?\s{0,4}request|^\s{0,9}\.(?:system|exec|debugcmd|command|run|shell|cmd|readfile|getfile|file)\s{1,4}["'`]|get_admin_log|open3\b|read_file\s?\(|lookup\s?\(\s?["']pipe/;

/** A command in backticks, as Ruby and Perl run it. */
export const BACKTICK_COMMAND = /^[=\-]?\s{0,9}`[^`]{1,200}`/;

/** An expression that prints the context, when it is the whole value. */
export const DUMP =
  /^\s{0,9}(?:config|self|settings|request|dump\s?\([^)]{0,60}\)|_context|=?\s?_\.(?:version|templatesettings[a-z.]{0,20})|app|env|this|_self|session|debug|globals|locals|vars\(\)|\$smarty\.(?:version|template|server|env)[^}]{0,40}|class|settings\.[a-z_]{1,40}|config\.[a-z_]{1,40}|self\.[a-z_]{1,40})\s{0,9}$/;

/** A statement of Jinja, Twig, Django or Liquid. */
export const STATEMENT =
  /^-?\s{0,9}(?:include|extends|import|from|debug|load|set|macro|use|embed|source|csrf_token|autoescape|apply|module|do|call|capture|php)\b/;

/** Benign uses of the marks: GitHub Actions contexts. */
export const WORKFLOW =
  /^\s{0,9}(?:github|secrets|env|vars|matrix|steps|needs|inputs|runner|job|jobs|strategy|hashfiles|format|tojson|fromjson|contains|startswith|endswith|always|success|failure|cancelled)\b/;
