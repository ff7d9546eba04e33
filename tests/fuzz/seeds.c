// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes the seeds of the harnesses: seeds DIR makes, in DIR/cmdline,
 * DIR/dhcp6, DIR/dns and DIR/ra, which exist, a file for each seed.
 */

#include <stdio.h>
#include <stdlib.h>

struct seed {
	const char *codec;
	const char *data;
	size_t len;
};

#define SEED(codec, data)	{ codec, data, sizeof(data) - 1 }

#define DNS_HEAD(answers) \
	"\x12\x34\x81\x80\0\1\0" answers "\0\0\0\0\1h\7example\0\0\x1c\0\1"
#define DNS_RECORD(type, rdlen)	type "\0\1\0\0\0\x3c\0" rdlen
#define ADDR		"\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1"

#define RA_HEAD		"\x86\0\0\0\x40\xc0\7\x08\0\0\0\0\0\0\0\0"
#define LIFETIME	"\0\0\x0e\x10"

/* The first byte says what was sent: 0 is a Solicit, 1 a Request */
#define DHCP6_HEAD(sent, type) \
	sent type "\xab\xcd\xef" \
	"\0\1\0\x0a\0\3\0\1\x52\x54\0\x12\x34\x56" \
	"\0\2\0\x0a\0\2\0\0\x09\xbfserv"
#define DHCP6_IA(len)	"\0\3\0" len "\x11\x22\x33\x44" LIFETIME LIFETIME
#define DHCP6_IAADDR(len)	"\0\5\0" len ADDR LIFETIME LIFETIME
#define DHCP6_STATUS	"\0\x0d\0\4\0\2no"

static const struct seed seeds[] = {
	SEED("cmdline", "ieth0:auto"),
	SEED("cmdline", "ilink-local"),
	SEED("cmdline", "ieth0:dhcp6"),
	SEED("cmdline", "i[2001:db8::2]::::::off"),
	SEED("cmdline", "i[2001:db8::2]::[fe80::1]:64:h:eth0:none:1500"),
	SEED("cmdline", "i[2001:db8::2]/56::::h:52-54-00-12-34-56"),
	SEED("cmdline", "i[::1234]:::[ffff:ffff:ffff:ffff::]::eth0:auto6"),
	SEED("cmdline", "i:::::eth0:slaac:[2001:db8::53]::[2001:db8::7b]"),
	SEED("cmdline", "ieth0:link6:1500:52:54:00:12:34:56"),
	SEED("cmdline", "n[fe80::1%eth0]"),
	SEED("cmdline", "n192.0.2.53"),
	SEED("cmdline", "b01-52-54-00-12-34-56"),
	SEED("cmdline", "d00:03:00-01525400123456"),
	SEED("cmdline", "unfs://server:2049/srv/%72oot,v4.1"),
	SEED("cmdline", "unfs://[fe80::1%25eth0]:2049/x"),
	SEED("cmdline", "s[2001:db8::1]:/srv/root,v3"),
	SEED("cmdline", "s[fe80::1%eth0]:/x"),
	SEED("cmdline", "s[::ffff:192.0.2.1]:/x"),
	SEED("cmdline", "s192.0.2.1:/srv/root"),
	SEED("cmdline", "sserver.example.:/srv/root,v4.1"),
	SEED("cmdline", "s2001:db8::1:/x"),
	SEED("cmdline", "snfs://server/x"),
	SEED("cmdline", "s/tftpboot/%s"),
	SEED("cmdline", "oproto=tcp6,vers=4.1,port=2049,rsize=4096"),
	SEED("cmdline", "oudp,v3,nfsvers=3,port=0x801,wsize=1"),

	SEED("dns", DNS_HEAD("\0")),
	SEED("dns", DNS_HEAD("\1") "\xc0\x0c" DNS_RECORD("\0\x1c", "\x10")
	     ADDR),
	SEED("dns", DNS_HEAD("\2") "\xc0\x0c" DNS_RECORD("\0\5", "\4")
	     "\1i\xc0\x0e" "\xc0\x27" DNS_RECORD("\0\x1c", "\x10") ADDR),
	SEED("dns", DNS_HEAD("\2") "\xc0\x27" DNS_RECORD("\0\x1c", "\x10")
	     ADDR "\xc0\x0c" DNS_RECORD("\0\5", "\3") "\1h\0"),
	SEED("dns", DNS_HEAD("\1") "\xc0\x0c" DNS_RECORD("\0\5", "\2")
	     "\xc0\x0c"),
	SEED("dns", "\x12\x34\x81\x83\0\1\0\0\0\0\0\0\1h\0\0\1\0\1"),

	SEED("dhcp6", DHCP6_HEAD("\0", "\2") "\0\7\0\1\xff"
	     DHCP6_IA("\x44") DHCP6_IAADDR("\x18") DHCP6_IAADDR("\x18")),
	SEED("dhcp6", DHCP6_HEAD("\0", "\7") "\0\x0e\0\0"
	     DHCP6_IA("\x30") DHCP6_IAADDR("\x20") DHCP6_STATUS),
	SEED("dhcp6", DHCP6_HEAD("\1", "\7") DHCP6_STATUS
	     DHCP6_IA("\x14") DHCP6_STATUS),
	SEED("dhcp6", DHCP6_HEAD("\6", "\7") "\0\x17\0\x10" ADDR
	     "\0\x18\0\x0e\4corp\7example\0" "\0\x1f\0\x10" ADDR
	     "\0\x20\0\4" LIFETIME),
	SEED("dhcp6", DHCP6_HEAD("\6", "\7") "\0\x38\0\x23\0\1\0\x10" ADDR
	     "\0\3\0\x0b\3ntp\5local\0" "\0\x3b\0\x0anfs://s/%41"
	     "\0\x3c\0\5\0\3a=b" "\0\x52\0\4" LIFETIME "\0\x53\0\4" LIFETIME),

	SEED("ra", RA_HEAD),
	SEED("ra", RA_HEAD "\1\1\2\0\0\0\0\1\5\1\0\0\0\0\5\xdc"
	     "\3\4\x40\xc0" LIFETIME LIFETIME "\0\0\0\0" ADDR),
	SEED("ra", RA_HEAD "\x19\3\0\0" LIFETIME ADDR),
	SEED("ra", RA_HEAD "\x19\3\0\0\0\0\0\0" ADDR
	     "\x1f\3\0\0" LIFETIME "\4corp\7example\0\0\0"),
	SEED("ra", RA_HEAD "\x1f\2\0\0" LIFETIME "\1a\0\1b\1c\0"),
	SEED("ra", RA_HEAD "\x19\4\0\0" LIFETIME ADDR "\0\0\0\0\0\0\0\0"),
};

int main(int argc, char **argv)
{
	char path[4096];
	unsigned int i;
	FILE *f;

	if (argc != 2) {
		fputs("usage: seeds DIR\n", stderr);
		return 2;
	}
	for (i = 0; i < sizeof(seeds) / sizeof(seeds[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s/seed-%02u", argv[1],
			 seeds[i].codec, i);
		f = fopen(path, "w");
		if (!f || fwrite(seeds[i].data, 1, seeds[i].len, f) !=
			  seeds[i].len || fclose(f)) {
			perror(path);
			return 1;
		}
	}

	return 0;
}
