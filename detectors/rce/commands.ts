/**
 * Command names and the shapes of the first argument with which each one is a command and not a word of prose.
 * @module
 */

/** What follows a command's name. A set of shapes is their sum. */
export const Shape = {
  none: 1,
  option: 2,
  path: 4,
  number: 8,
  host: 16,
  quoted: 32,
  variable: 64,
  redirect: 128,
  /** Exactly one more word. */
  single: 256,
  /** A sub-command from the command's own list. */
  sub: 512,
  any: 1024,
} as const;

/** A command and what makes its name believable. */
export interface CommandEntry {
  readonly shapes: number;
  /** The name is also an everyday word, field name or title: it needs a clear break-out. */
  readonly word: boolean;
  /** cmd.exe knows it: case does not matter. */
  readonly windows: boolean;
  readonly subs?: ReadonlySet<string>;
}

const { none, option, path, number, host, quoted, variable, redirect, single, sub, any } = Shape;
const ARGUMENT = option | path | variable | redirect;

type Group = readonly [shapes: number, kind: "tool" | "word" | "windows", names: string];

// Grouped by what a shell user would pass to them.
const GROUPS: readonly Group[] = [
  [
    none | ARGUMENT | host,
    "tool",
    "whoami ifconfig uname printenv lsof lsb_release lscpu lsblk getent pwd iptables dmesg sysctl uptime id0 " +
    "hostnamectl mountpoint whereis crontab pstree pgrep logname vmstat free lspci lsusb showmount ss sysinfo",
  ],
  [
    none | ARGUMENT | host,
    "windows",
    "whoami ipconfig netstat systeminfo tasklist nslookup tracert driverquery qwinsta getmac nbtstat pathping",
  ],
  [none | ARGUMENT, "word", "id ls ps env who df du arp set export last hostname"],
  [ARGUMENT | host, "word", "ip route host dig finger ftp nmap traceroute whois rlogin"],
  [ARGUMENT | host | quoted, "tool", "wget curl nc ncat netcat socat telnet tftp ftpget ftpput ssh scp sftp rsync"],
  [ARGUMENT | host | quoted, "tool", "lynx links2 aria2c axel lwp-request lwp-download nc.traditional nc.openbsd"],
  [none | ARGUMENT | quoted, "tool", "bash sh zsh dash ksh csh tcsh ash pwsh"],
  [ARGUMENT | quoted, "tool", "perl python python2 python3 php php5 php7 ruby lua nodejs tclsh gawk mawk expect"],
  [option | quoted | variable, "word", "tr"],
  [option, "windows", "timeout"],
  [option | quoted, "word", "node awk sed gdb vim vi ed ex emacs irb deno bun"],
  [ARGUMENT, "word", "cat tac nl more less head tail strings od rev sort uniq cut paste fold expand comm column look"],
  [ARGUMENT, "word", "find locate tee split join diff file read source tar zip pr shuf fmt cksum readlink stat"],
  [ARGUMENT, "tool", "xxd hexdump base64 base32 zcat bzcat xzcat gunzip bunzip2 unxz unzip gzip bzip2 cpio"],
  [ARGUMENT, "tool", "egrep fgrep zgrep md5sum sha1sum sha256sum rvim realpath"],
  [option | path | variable | redirect | quoted, "word", "grep rg ag ack"],
  [option | path | variable, "tool", "rm cp mv mkdir rmdir ln chown chgrp dd mkfifo mknod umount insmod chroot shred"],
  [option | path | number | variable, "tool", "chmod kill pkill killall"],
  [option | path, "word", "touch mount install cd passwd su at crontab nohup ld as cc make"],
  [ARGUMENT, "tool", "useradd adduser usermod groupadd visudo systemctl gcc strace ltrace setsid setfacl openssl"],
  [option | path, "tool", "telnetd utelnetd dropbear nvram apt apt-get yum dnf apk pip pip3 gem cpan easy_install"],
  [number | variable, "word", "sleep usleep timeout"],
  [option | host | variable, "windows", "ping"],
  [option | host | variable, "tool", "ping6 fping hping3 arping"],
  [quoted | variable | redirect | single, "word", "echo"],
  [quoted | variable, "word", "printf print"],
  [option | host | variable, "windows", "iwr irm icm iwmi"],
  [any, "windows", "netsh wmic vssadmin certutil bitsadmin schtasks rundll32 regsvr32 mshta cscript wscript msiexec"],
  [
    any,
    "windows",
    "taskkill icacls cacls nltest dsquery csvde ldifde wevtutil bcdedit procdump psexec regedit bcdboot diskpart regini fsutil",
  ],
  [none | ARGUMENT, "windows", "dir ver vol"],
  [path | variable, "windows", "type copy xcopy robocopy del erase move ren attrib more find findstr start tree call"],
  [option | none | quoted | single, "windows", "powershell"],
  [option | none | quoted, "windows", "cmd"],
  [variable, "windows", "echo"],
];

const SUBCOMMANDS: Readonly<Record<string, string>> = {
  net: "user users view localgroup group start stop use share accounts config session statistics time computer",
  net1: "user users view localgroup group start stop use share",
  reg: "add query save delete export import copy load",
  sc: "query stop start create config delete qc",
  git: "clone config push pull init",
  docker: "run exec cp ps",
  busybox: "wget tftp nc telnetd sh ash cat rm chmod echo ls ps kill reboot",
  service: "apache2 nginx ssh sshd mysql iptables",
};

/** The table, by lower-case name. */
export const COMMANDS: ReadonlyMap<string, CommandEntry> = tableOf();

function tableOf(): Map<string, CommandEntry> {
  const table = new Map<string, CommandEntry>();
  for (const [shapes, kind, names] of GROUPS) {
    for (const name of names.split(" ")) {
      const known = table.get(name);
      table.set(name, {
        shapes: shapes | (known?.shapes ?? 0),
        word: kind === "word" || (known?.word ?? false) || name === "dir" || name === "ver" || name === "vol",
        windows: kind === "windows" || (known?.windows ?? false),
      });
    }
  }
  for (const [name, subs] of Object.entries(SUBCOMMANDS)) {
    table.set(name, { shapes: sub, word: false, windows: true, subs: new Set(subs.split(" ")) });
  }
  return table;
}

/** Words before which a command may stand: `sudo id`, `time cat x`, `do wget y`. */
export const PREFIXES: ReadonlySet<string> = new Set(
  "sudo nohup time exec command builtin env busybox nice ionice stdbuf setsid xargs eval do then else if while until"
    .split(" "),
);

/** Parameters whose value a careless application hands to a shell or to a network tool. */
export const COMMAND_PARAMETERS: ReadonlySet<string> = new Set(
  ("cmd cmds command commands exec execute exe run shell sh bash system syscmd do_cmd docmd command_exec code_exec " +
    "cmdline commandline cmd_exec daemon ping ping_addr pingaddr ping_ip pingip ipaddr ip_addr ipaddress address addr " +
    "host hostname target target_addr destination dest_host traceroute nslookup lookup domain ip server ntp ntp_server " +
    "ntpserver remote_host remotehost todo proc process subcmd macaddr mac iface interface payload cli jsonrpc_cmd " +
    "upload_cmd script action_cmd diag_addr dns dns1 dns2 ddns wan_ip telnetd syslog email_cmd file_name_cmd").split(
      " ",
    ),
);

/** Parameters that carry lists of column names, where `name;id` and `author|date` are everyday. */
export const LIST_PARAMETERS: ReadonlySet<string> = new Set(
  "fields field sort sortby sort_by order orderby order_by columns cols select include expand filter with group groupby tags"
    .split(" "),
);
