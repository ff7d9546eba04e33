// SPDX-License-Identifier: GPL-2.0-only
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <kunit/test.h>
#include <sys/stat.h>
#include <unistd.h>

#include "handoff.h"
#include "nfsroot6.h"

static struct in6_addr in6(const char *text)
{
	struct in6_addr addr;

	if (inet_pton(AF_INET6, text, &addr) != 1)
		abort();
	return addr;
}

static const u8 mac[HANDOFF_MAC_SIZE] = { 0x02, 0x5e, 0, 0, 0, 0xab };

/* A machine that has booted by SLAAC; the parts that a case is about are changed by it */
static void slaac(struct boot_info *boot, struct handoff *h)
{
	memset(boot, 0, sizeof(*boot));
	boot->configured = true;
	strcpy(boot->method, "slaac");
	strcpy(boot->device, "eth0");
	boot->address = in6("2001:db8:1:0:5e:ff:fe00:ab");
	boot->plen = 64;
	boot->router = in6("fe80::1");

	memset(h, 0, sizeof(*h));
	h->boot = boot;
	strcpy(h->device, "eth0");
	h->ifindex = 2;
	h->has_mac = true;
	memcpy(h->mac, mac, sizeof(mac));
	memcpy(h->perm_mac, mac, sizeof(mac));
	h->nglobal = 1;
}

static void dhcp(struct boot_info *boot, struct handoff *h)
{
	slaac(boot, h);
	strcpy(boot->method, "dhcp");
	boot->address = in6("2001:db8:1::d:100");
	boot->plen = 128;
	boot->has_lease = true;
	boot->lease_readable = true;
	boot->lease.client = (struct dhcp6_duid){ 10, { 0, 3, 0, 1, 0x02, 0x5e, 0, 0, 0, 0xab } };
	boot->lease.iaid = 0xfedcba98;
	h->managed = true;
}

static void fixed(struct boot_info *boot, struct handoff *h)
{
	slaac(boot, h);
	strcpy(boot->method, "static");
	boot->address = in6("2001:db8:1::7");
	boot->nntp = 1;
	boot->ntp[0] = in6("2001:db8::123");
	h->dns = (struct dns_config){
		.nservers = 3,
		.servers = { { in6("2001:db8::53"), 0 }, { in6("fe80::53"), 2 }, { in6("::ffff:192.0.2.53"), 0 } },
		.nsearch = 3,
		.search = { "lab.example", "bad\n[Route]", "example.org" },
	};
}

static void expect_text(struct kunit *test, const struct conf *conf, const char *text)
{
	KUNIT_EXPECT_FALSE(test, conf->cut);
	KUNIT_EXPECT_EQ(test, conf->len, strlen(conf->text));
	KUNIT_ASSERT_TRUE(test, !strncmp(conf->text, HANDOFF_MARK, strlen(HANDOFF_MARK)));
	KUNIT_EXPECT_STREQ(test, conf->text + strlen(HANDOFF_MARK), text);
}

/* Does it have TEXT? */
static void expect_part(struct kunit *test, const struct conf *conf, const char *text)
{
	KUNIT_EXPECT_TRUE_MSG(test, strstr(conf->text, text), "no \"%s\" in:\n%s", text, conf->text);
}

static void expect_none(struct kunit *test, const struct conf *conf, const char *text)
{
	KUNIT_EXPECT_TRUE_MSG(test, !strstr(conf->text, text), "\"%s\" in:\n%s", text, conf->text);
}

#define NETWORKD_HEAD \
	"[Match]\n" \
	"MACAddress=02:5e:00:00:00:ab\n" \
	"Type=ether\n" \
	"\n" \
	"[Network]\n" \
	"Description=The root file system is mounted over it\n" \
	"# nothing that is there goes away: not at the start, not without carrier\n" \
	"KeepConfiguration=yes\n" \
	"IgnoreCarrierLoss=yes\n" \
	"LinkLocalAddressing=ipv6\n" \
	"IPv6PrivacyExtensions=kernel\n"

static void networkd_slaac(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	slaac(&boot, &h);
	handoff_networkd(&h, &conf);
	expect_text(test, &conf, NETWORKD_HEAD
		    "IPv6AcceptRA=yes\n"
		    "\n"
		    "[IPv6AcceptRA]\n"
		    "DHCPv6Client=yes\n"
		    "UseDomains=yes\n"
		    "\n"
		    "[DHCPv6]\n"
		    "UseDomains=yes\n");

	h.token = in6("::1234");
	h.never_dhcp = true;
	h.dns = (struct dns_config){ .nservers = 1, .servers = { { in6("2001:db8::53"), 0 } } };
	handoff_networkd(&h, &conf);
	expect_text(test, &conf, NETWORKD_HEAD
		    "IPv6AcceptRA=yes\n"
		    "DNS=2001:db8::53\n"
		    "\n"
		    "[IPv6AcceptRA]\n"
		    "DHCPv6Client=no\n"
		    "UseDomains=yes\n"
		    "Token=static:::1234\n"
		    "\n"
		    "[DHCPv6]\n"
		    "UseDomains=yes\n");
}

static void networkd_dhcp(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	dhcp(&boot, &h);
	handoff_networkd(&h, &conf);
	expect_text(test, &conf, NETWORKD_HEAD
		    "IPv6AcceptRA=yes\n"
		    "\n"
		    "[IPv6AcceptRA]\n"
		    "DHCPv6Client=always\n"
		    "UseDomains=yes\n"
		    "UseAutonomousPrefix=no\n"
		    "\n"
		    "[DHCPv6]\n"
		    "UseDomains=yes\n"
		    "# the kernel's lease goes on\n"
		    "DUIDType=link-layer\n"
		    "DUIDRawData=00:01:02:5e:00:00:00:ab\n"
		    "IAID=4275878552\n");

	/* it has an address by SLAAC, too: that goes on */
	h.nglobal = 2;
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nUseDomains=yes\n\n[DHCPv6]\n");

	/* every type, and the longest */
	boot.lease.client = (struct dhcp6_duid){ 5, { 0, 1, 0xa, 0xb, 0xc } };
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nDUIDType=link-layer-time\nDUIDRawData=0a:0b:0c\n");
	boot.lease.client = (struct dhcp6_duid){ 3, { 0, 2, 0xff } };
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nDUIDType=vendor\nDUIDRawData=ff\n");
	boot.lease.client = (struct dhcp6_duid){ 3, { 0, 4, 1 } };
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nDUIDType=uuid\nDUIDRawData=01\n");
	boot.lease.client = (struct dhcp6_duid){ 3, { 0, 0, 1 } };
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nDUIDType=0\nDUIDRawData=01\n");
	boot.lease.client = (struct dhcp6_duid){ DHCP6_DUID_MAX, { 0xab, 0xcd, 0xee } };
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nDUIDType=43981\nDUIDRawData=ee:00:");
	KUNIT_EXPECT_FALSE(test, conf.cut);
}

static void networkd_static(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	fixed(&boot, &h);
	handoff_networkd(&h, &conf);
	expect_text(test, &conf, NETWORKD_HEAD
		    "IPv6AcceptRA=no\n"
		    "Address=2001:db8:1::7/64\n"
		    "DNS=2001:db8::53\n"
		    "DNS=fe80::53%eth0\n"
		    "DNS=192.0.2.53\n"
		    "Domains=lab.example example.org\n"
		    "NTP=2001:db8::123\n"
		    "\n"
		    "[Route]\n"
		    "Gateway=fe80::1\n");

	boot.router = in6("2001:db8:1::1");
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "Gateway=2001:db8:1::1\n");
	expect_none(test, &conf, "GatewayOnLink");

	/* beyond the prefix, by whole bytes and by one bit */
	boot.router = in6("2001:db8:2::1");
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "Gateway=2001:db8:2::1\nGatewayOnLink=yes\n");
	boot.router = in6("2001:db8:1::8");
	boot.plen = 125;
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "GatewayOnLink=yes\n");
	boot.plen = 124;
	handoff_networkd(&h, &conf);
	expect_none(test, &conf, "GatewayOnLink");
	boot.plen = 128;
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "GatewayOnLink=yes\n");

	boot.router = in6addr_any;
	handoff_networkd(&h, &conf);
	expect_none(test, &conf, "[Route]");
	expect_part(test, &conf, "NTP=2001:db8::123\n");
}

static void networkd_link_local(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	slaac(&boot, &h);
	strcpy(boot.method, "link-local");
	h.nglobal = 0;
	handoff_networkd(&h, &conf);
	expect_text(test, &conf, NETWORKD_HEAD "IPv6AcceptRA=no\n");

	/* a router was heard later */
	h.nglobal = 1;
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "IPv6AcceptRA=yes\n");
}

static void networkd_no_mac(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	slaac(&boot, &h);
	h.has_mac = false;
	strcpy(h.device, "ib0");
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "[Match]\nName=ib0\n\n[Network]\n");
}

static void link_name(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	slaac(&boot, &h);
	handoff_link(&h, &conf);
	expect_text(test, &conf,
		    "# ip6= and link-local name servers have the device by this name: it stays\n"
		    "[Match]\n"
		    "MACAddress=02:5e:00:00:00:ab\n"
		    "Type=ether\n"
		    "OriginalName=eth0\n"
		    "\n"
		    "[Link]\n"
		    "AlternativeNamesPolicy=database onboard slot path\n");
}

#define NM_HEAD \
	"[connection]\n" \
	"id=nfsroot6-eth0\n" \
	"uuid=6e667372-6f6f-8436-8000-025e000000ab\n" \
	"type=ethernet\n" \
	"autoconnect=true\n" \
	"autoconnect-priority=999\n" \
	"autoconnect-retries=0\n" \
	"\n" \
	"[ethernet]\n" \
	"mac-address=02:5e:00:00:00:ab\n" \
	"cloned-mac-address=preserve\n" \
	"\n" \
	"[ipv4]\n" \
	"# stays as the kernel has left it\n" \
	"method=disabled\n" \
	"\n" \
	"[ipv6]\n" \
	"addr-gen-mode=eui64\n"

static void nm_profile(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	slaac(&boot, &h);
	handoff_nm_profile(&h, &conf);
	expect_text(test, &conf, NM_HEAD
		    "method=auto\n"
		    "ra-timeout=2147483647\n"
		    "dhcp-timeout=2147483647\n");
	h.token = in6("::1234");
	handoff_nm_profile(&h, &conf);
	expect_part(test, &conf, "\nmethod=auto\ntoken=::1234\n");

	dhcp(&boot, &h);
	handoff_nm_profile(&h, &conf);
	expect_text(test, &conf, NM_HEAD
		    "method=auto\n"
		    "ra-timeout=2147483647\n"
		    "dhcp-timeout=2147483647\n"
		    "# the kernel's lease goes on\n"
		    "dhcp-duid=00:03:00:01:02:5e:00:00:00:ab\n"
		    "dhcp-iaid=4275878552\n");
	h.managed = false;
	handoff_nm_profile(&h, &conf);
	expect_part(test, &conf, "\nmethod=dhcp\nroute1=::/0,fe80::1\n");
	boot.router = in6addr_any;
	handoff_nm_profile(&h, &conf);
	expect_part(test, &conf, "\nmethod=dhcp\nra-timeout=");

	fixed(&boot, &h);
	handoff_nm_profile(&h, &conf);
	expect_text(test, &conf, NM_HEAD
		    "method=manual\n"
		    "address1=2001:db8:1::7/64,fe80::1\n"
		    "dns=2001:db8::53;fe80::53;\n"
		    "dns-search=lab.example;example.org;\n");
	boot.router = in6addr_any;
	handoff_nm_profile(&h, &conf);
	expect_part(test, &conf, "\naddress1=2001:db8:1::7/64\n");

	slaac(&boot, &h);
	strcpy(boot.method, "link-local");
	h.nglobal = 0;
	handoff_nm_profile(&h, &conf);
	expect_text(test, &conf, NM_HEAD "method=link-local\n");
}

static void nm_others(struct kunit *test)
{
	struct boot_info boot;
	struct handoff h;
	struct conf conf;

	/* another MAC by ip6=: NetworkManager goes by the one that is burnt in */
	slaac(&boot, &h);
	h.perm_mac[5] = 0xcd;
	handoff_nm_conf(&h, &conf);
	expect_text(test, &conf,
		    "[device-nfsroot6]\n"
		    "match-device=mac:02:5e:00:00:00:cd,interface-name:=eth0\n"
		    "# the root file system is mounted over it\n"
		    "keep-configuration=yes\n"
		    "ignore-carrier=yes\n");
	handoff_nm_state(&h, &conf);
	expect_text(test, &conf,
		    "[device]\n"
		    "managed=true\n"
		    "connection-uuid=6e667372-6f6f-8436-8000-025e000000cd\n");
	handoff_nm_profile(&h, &conf);
	expect_part(test, &conf, "\nuuid=6e667372-6f6f-8436-8000-025e000000cd\n");
	expect_part(test, &conf, "\nmac-address=02:5e:00:00:00:cd\n");
	handoff_networkd(&h, &conf);
	expect_part(test, &conf, "\nMACAddress=02:5e:00:00:00:ab\n");
}

static void units(struct kunit *test)
{
	struct conf conf;

	handoff_networkd_unit(&conf);
	expect_part(test, &conf, "\n[Service]\nKillSignal=SIGKILL\nRestartKillSignal=SIGKILL\nSuccessExitStatus=SIGKILL\n");
	handoff_ifupdown_unit(&conf);
	expect_part(test, &conf, "\n[Service]\nEnvironmentFile=-/run/nfsroot6/ifupdown\n");
	handoff_dhcpcd_unit("/usr/sbin/dhcpcd -q -b", "eth0", &conf);
	expect_part(test, &conf, "\n[Unit]\nAfter=nfsroot6-watch.service\n[Service]\nExecStart=\n"
		    "ExecStart=/usr/sbin/dhcpcd -q -b --denyinterfaces=eth0\n");
	handoff_ifupdown_environment("eth0", "", &conf);
	expect_text(test, &conf, "EXCLUDE_INTERFACES=\"eth0\"\n");
	handoff_ifupdown_environment("eth0", "wlan* tun0", &conf);
	expect_text(test, &conf, "EXCLUDE_INTERFACES=\"wlan* tun0 eth0\"\n");
}

static void ifstate(struct kunit *test)
{
	struct conf conf;

	handoff_ifstate("eth0", "", &conf);
	KUNIT_EXPECT_STREQ(test, conf.text, "eth0=eth0\n");
	KUNIT_EXPECT_EQ(test, conf.len, strlen(conf.text));
	handoff_ifstate("eth0", "lo=lo\neth0=home\neth01=x", &conf);
	KUNIT_EXPECT_STREQ(test, conf.text, "lo=lo\neth01=x\neth0=eth0\n");
	KUNIT_EXPECT_EQ(test, conf.len, strlen(conf.text));
}

/* What does not fit is noticed, and nothing is written beyond */
static void too_long(struct kunit *test)
{
	struct conf conf;
	unsigned int i;

	conf_start(&conf);
	for (i = 0; i < HANDOFF_TEXT_SIZE; i++)
		conf_add(&conf, "line\n");
	KUNIT_EXPECT_TRUE(test, conf.cut);
	KUNIT_EXPECT_EQ(test, conf.len, strlen(conf.text));
	KUNIT_EXPECT_TRUE(test, conf.len < HANDOFF_TEXT_SIZE);
	KUNIT_EXPECT_EQ(test, conf.text[conf.len - 1], '\n');

	/* to the last byte */
	conf_start(&conf);
	for (i = 0; i < HANDOFF_TEXT_SIZE; i++)
		conf_add(&conf, "x");
	KUNIT_EXPECT_TRUE(test, conf.cut);
	KUNIT_EXPECT_EQ(test, conf.len, HANDOFF_TEXT_SIZE - 1);
	KUNIT_EXPECT_EQ(test, conf.len, strlen(conf.text));
}

static void names(struct kunit *test)
{
	static const char * const bad[] = { "", ".", "..", "a b", "a\nb", "a]", "[a", "a;b", "a#b", "a=b", "a%n", "a/b",
					    "a\"", "a*", "a?", "a\\", "a,b", "\xc3\xa4", "a\t", "$a" };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_TRUE_MSG(test, !conf_name_ok(bad[i]), "\"%s\"", bad[i]);
	KUNIT_EXPECT_TRUE(test, conf_name_ok("eth0"));
	KUNIT_EXPECT_TRUE(test, conf_name_ok("enp0s31f6.100_x-y"));
	KUNIT_EXPECT_TRUE(test, conf_name_ok("lab.example"));
}

/*
 *	Parsers
 */

static void find_address(struct kunit *test)
{
	static const char text[] =
		"00000000000000000000000000000001 01 80 10 80       lo\n"
		"20010db8000100000000000000000007 03 40 00 80     eth1\n"
		"fe80000000000000005e00fffe0000ab 02 40 20 80     ens3\n"
		"20010db8000100000000000000000007 02 40 00 40     ens3\n"
		"20010db8000100000000000000000008 02 40 00 80     ens3\n"
		"garbage\n"
		"2001 02 40 00 80 eth2\n"
		"20010db8000100000000000000000009 04 80 00 80 a-name-of-more-than-15\n"
		"fe800000000000000000000000000009 04 40 20 80     eth3";
	struct in6_addr addr = in6("2001:db8:1::7");
	char found[IFNAMSIZ] = "";
	int ifindex = 0;
	unsigned int nglobal;

	/* the one with that name, or else the first */
	KUNIT_EXPECT_TRUE(test, handoff_find_address(text, &addr, "eth0", found, &ifindex, &nglobal));
	KUNIT_EXPECT_STREQ(test, found, "eth1");
	KUNIT_EXPECT_EQ(test, ifindex, 3);
	KUNIT_EXPECT_EQ(test, nglobal, 1);
	KUNIT_EXPECT_TRUE(test, handoff_find_address(text, &addr, "ens3", found, &ifindex, &nglobal));
	KUNIT_EXPECT_STREQ(test, found, "ens3");
	KUNIT_EXPECT_EQ(test, ifindex, 2);

	addr = in6("fe80::5e:ff:fe00:ab");
	KUNIT_EXPECT_TRUE(test, handoff_find_address(text, &addr, "eth0", found, &ifindex, &nglobal));
	KUNIT_EXPECT_STREQ(test, found, "ens3");
	KUNIT_EXPECT_EQ(test, nglobal, 2);
	addr = in6("fe80::9");
	KUNIT_EXPECT_TRUE(test, handoff_find_address(text, &addr, "eth0", found, &ifindex, &nglobal));
	KUNIT_EXPECT_STREQ(test, found, "eth3");
	KUNIT_EXPECT_EQ(test, ifindex, 4);
	KUNIT_EXPECT_EQ(test, nglobal, 0);

	addr = in6("2001:db8:1::9");
	KUNIT_EXPECT_FALSE(test, handoff_find_address(text, &addr, "eth0", found, &ifindex, &nglobal));
	KUNIT_EXPECT_FALSE(test, handoff_find_address("", &addr, "eth0", found, &ifindex, &nglobal));
}

static void last_value(struct kunit *test)
{
	static const char text[] =
		"# ExecStart=no\n"
		"[Service]\n"
		"ExecStart=first\n"
		"ExecStartPre=before\n"
		"  ExecStart=/usr/sbin/dhcpcd -q -b \t\r\n"
		"EXCLUDE_INTERFACES=\"wlan0 tun*\"\n"
		"A='b'\n"
		"EMPTY=\n"
		"ONE=\"\n"
		"LONG=0123456789abcdef";
	char value[32];

	KUNIT_EXPECT_TRUE(test, handoff_last_value(text, "ExecStart", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "/usr/sbin/dhcpcd -q -b");
	KUNIT_EXPECT_TRUE(test, handoff_last_value(text, "EXCLUDE_INTERFACES", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "wlan0 tun*");
	KUNIT_EXPECT_TRUE(test, handoff_last_value(text, "A", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "b");
	KUNIT_EXPECT_TRUE(test, handoff_last_value(text, "EMPTY", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "");
	KUNIT_EXPECT_TRUE(test, handoff_last_value(text, "ONE", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "\"");
	KUNIT_EXPECT_TRUE(test, handoff_last_value(text, "LONG", value, 17));
	KUNIT_EXPECT_FALSE(test, handoff_last_value(text, "LONG", value, 16));
	KUNIT_EXPECT_FALSE(test, handoff_last_value(text, "Exec", value, sizeof(value)));
	KUNIT_EXPECT_FALSE(test, handoff_last_value("", "A", value, sizeof(value)));
}

static void stanza(struct kunit *test)
{
	static const char text[] = "auto eth1\n# iface eth1 inet6 auto\n\tiface  eth0\tinet6 auto\niface eth2\niface";

	KUNIT_EXPECT_TRUE(test, handoff_has_stanza(text, "eth0"));
	KUNIT_EXPECT_TRUE(test, handoff_has_stanza(text, "eth2"));
	KUNIT_EXPECT_FALSE(test, handoff_has_stanza(text, "eth1"));
	KUNIT_EXPECT_FALSE(test, handoff_has_stanza(text, "eth"));
	KUNIT_EXPECT_FALSE(test, handoff_has_stanza("", "eth0"));
}

static void parse_mac(struct kunit *test)
{
	static const char * const bad[] = { "", "\n", "02:5e:00:00:00", "02:5e:00:00:00:", "02:5e:00:00:00:a",
					    "02:5e:00:00:00:ab:cd\n", "02-5e-00-00-00-ab\n", "02:5e:00:00:00:abc\n",
					    "02:5e:00:00:00:ag\n", "025e:0:00:00:00:ab" };
	u8 got[HANDOFF_MAC_SIZE];
	unsigned int i;

	KUNIT_EXPECT_TRUE(test, handoff_parse_mac("02:5e:00:00:00:ab\n", got));
	KUNIT_EXPECT_MEMEQ(test, got, mac, sizeof(mac));
	KUNIT_EXPECT_TRUE(test, handoff_parse_mac("02:5E:00:00:00:AB", got));
	KUNIT_EXPECT_MEMEQ(test, got, mac, sizeof(mac));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_TRUE_MSG(test, !handoff_parse_mac(bad[i], got), "\"%s\"", bad[i]);
}

/*
 *	Files, in a folder of their own
 */

static char root[64];

static void file(const char *path, const char *text)
{
	struct conf conf;

	snprintf(conf.text, sizeof(conf.text), "%s", text);
	conf.len = strlen(conf.text);
	conf.cut = false;
	if (handoff_write(root, path, 0644, &conf, true))
		abort();
}

static void link_to(const char *target, const char *path)
{
	char full[256];

	file(path, "");
	snprintf(full, sizeof(full), "%s%s", root, path);
	if (unlink(full) || symlink(target, full))
		abort();
}

static void make_root(void)
{
	strcpy(root, "/tmp/handoff_test.XXXXXX");
	if (!mkdtemp(root))
		abort();
}

static void remove_root(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf %s", root);
	if (system(command))
		abort();
}

/* Standard error goes nowhere until quiet(false) */
static void quiet(bool on)
{
	static int saved = -1;
	int null;

	fflush(stderr);
	if (on) {
		saved = dup(2);
		null = open("/dev/null", O_WRONLY);
		dup2(null, 2);
		close(null);
	} else {
		dup2(saved, 2);
		close(saved);
	}
}

static void files(struct kunit *test)
{
	char text[HANDOFF_TEXT_SIZE], full[256];
	struct conf conf;
	struct stat st;
	mode_t old;

	make_root();
	conf_start(&conf);
	conf_add(&conf, "new\n");
	old = umask(0077);
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/a/b/c", 0644, &conf, false), 0);
	umask(old);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/a/b/c", text, sizeof(text)), conf.len);
	KUNIT_EXPECT_STREQ(test, text, conf.text);
	snprintf(full, sizeof(full), "%s/a/b/c", root);
	KUNIT_EXPECT_EQ(test, stat(full, &st), 0);
	KUNIT_EXPECT_EQ(test, st.st_mode & 07777, 0644);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/a/b/c", text, conf.len), -EFBIG);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/a/b/d", text, sizeof(text)), -ENOENT);

	/* its own is replaced, with the mode that is asked for */
	conf_add(&conf, "more\n");
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/a/b/c", 0600, &conf, false), 0);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/a/b/c", text, sizeof(text)), conf.len);
	KUNIT_EXPECT_EQ(test, stat(full, &st), 0);
	KUNIT_EXPECT_EQ(test, st.st_mode & 07777, 0600);

	/* another's is not: a file, an empty one, a link, one that begins alike */
	quiet(true);
	file("/other", "# by hand\n");
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/other", 0644, &conf, false), -1);
	KUNIT_EXPECT_EQ(test, handoff_remove(root, "/other"), 0);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/other", text, sizeof(text)), 10);
	file("/other", "");
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/other", 0644, &conf, false), -1);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/other", text, sizeof(text)), 0);
	file("/other", "# Written by nfsroot6 handoff");
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/other", 0644, &conf, false), -1);
	link_to("a/b/c", "/other");
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/other", 0644, &conf, false), -1);
	KUNIT_EXPECT_EQ(test, handoff_remove(root, "/other"), 0);
	KUNIT_EXPECT_TRUE(test, handoff_read(root, "/other", text, sizeof(text)) > 0);

	/* what does not fit is not written */
	conf.cut = true;
	KUNIT_EXPECT_EQ(test, handoff_write(root, "/cut", 0644, &conf, false), -1);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/cut", text, sizeof(text)), -ENOENT);
	quiet(false);

	KUNIT_EXPECT_EQ(test, handoff_remove(root, "/a/b/c"), 0);
	KUNIT_EXPECT_EQ(test, handoff_read(root, "/a/b/c", text, sizeof(text)), -ENOENT);
	KUNIT_EXPECT_EQ(test, handoff_remove(root, "/a/b/c"), 0);
	KUNIT_EXPECT_EQ(test, handoff_remove(root, "/nowhere/c"), 0);
	remove_root();
}

static void find_managers(struct kunit *test)
{
	struct handoff_choice choice;
	unsigned int i;

	make_root();
	handoff_find_managers(root, "eth0", &choice);
	for (i = 0; i < HANDOFF_MANAGERS; i++)
		KUNIT_EXPECT_FALSE(test, choice.enabled[i]);

	/* installed is not enabled; a link counts wherever it leads to; of another boot system it does not */
	file("/usr/lib/systemd/systemd", "");
	file("/usr/lib/systemd/system/NetworkManager.service", "");
	link_to("/nowhere", "/etc/systemd/system/multi-user.target.wants/systemd-networkd.service");
	link_to("/nowhere", "/etc/rc2.d/S01dhcpcd");
	handoff_find_managers(root, "eth0", &choice);
	KUNIT_EXPECT_TRUE(test, choice.enabled[HANDOFF_NETWORKD]);
	KUNIT_EXPECT_STREQ(test, choice.why[HANDOFF_NETWORKD],
			   "/etc/systemd/system/multi-user.target.wants/systemd-networkd.service");
	KUNIT_EXPECT_FALSE(test, choice.enabled[HANDOFF_NETWORKMANAGER]);
	KUNIT_EXPECT_FALSE(test, choice.enabled[HANDOFF_DHCPCD]);

	/* masked */
	link_to("/dev/null", "/etc/systemd/system/systemd-networkd.service");
	file("/usr/lib/systemd/system/network-online.target.wants/networking.service", "");
	handoff_find_managers(root, "eth0", &choice);
	KUNIT_EXPECT_FALSE(test, choice.enabled[HANDOFF_NETWORKD]);
	KUNIT_EXPECT_TRUE(test, choice.enabled[HANDOFF_IFUPDOWN]);
	KUNIT_EXPECT_FALSE(test, handoff_unit_enabled(root, "systemd-networkd.service"));
	KUNIT_EXPECT_TRUE(test, handoff_unit_enabled(root, "networking.service"));
	remove_root();

	/* System V init: its links are for units that have none */
	make_root();
	file("/etc/rc2.d/S03dhcpcd", "");
	file("/etc/rcS.d/K12networking", "");
	file("/etc/rcS.d/S12networking2", "");
	file("/etc/rc2.d/S", "");
	handoff_find_managers(root, "eth0", &choice);
	KUNIT_EXPECT_TRUE(test, choice.enabled[HANDOFF_DHCPCD]);
	KUNIT_EXPECT_STREQ(test, choice.why[HANDOFF_DHCPCD], "/etc/rc2.d/S..dhcpcd");
	KUNIT_EXPECT_FALSE(test, choice.enabled[HANDOFF_IFUPDOWN]);
	remove_root();
}

/* Debian's NetworkManager and what ifupdown has */
static void nm_keeps_off(struct kunit *test)
{
	static const char * const managed[] = { "[main]\nplugins=ifupdown,keyfile\n\n[ifupdown]\nmanaged=true\n",
						"[main]\nplugins=ifupdown,keyfile\n\n[ifupdown]\nmanaged=Yes\n" };
	struct handoff_choice choice;
	unsigned int i;

	make_root();
	file("/lib/systemd/systemd", "");
	link_to("x", "/etc/systemd/system/multi-user.target.wants/NetworkManager.service");
	link_to("x", "/etc/systemd/system/multi-user.target.wants/networking.service");
	file("/etc/NetworkManager/NetworkManager.conf", "[main]\nplugins=ifupdown,keyfile\n\n[ifupdown]\nmanaged=false\n");
	file("/etc/network/interfaces", "source /etc/network/interfaces.d/*\n");
	handoff_find_managers(root, "eth0", &choice);
	KUNIT_EXPECT_FALSE(test, choice.nm_keeps_off);
	file("/etc/network/interfaces.d/lan", "allow-hotplug eth0\niface eth0 inet6 auto\n");
	handoff_find_managers(root, "eth0", &choice);
	KUNIT_EXPECT_TRUE(test, choice.nm_keeps_off);
	handoff_find_managers(root, "eth1", &choice);
	KUNIT_EXPECT_FALSE(test, choice.nm_keeps_off);
	for (i = 0; i < 2; i++) {
		file("/etc/NetworkManager/NetworkManager.conf", managed[i]);
		handoff_find_managers(root, "eth0", &choice);
		KUNIT_EXPECT_FALSE(test, choice.nm_keeps_off);
	}
	file("/etc/NetworkManager/NetworkManager.conf", "[main]\nplugins=keyfile\n");
	handoff_find_managers(root, "eth0", &choice);
	KUNIT_EXPECT_FALSE(test, choice.nm_keeps_off);
	remove_root();
}

static void unit_value(struct kunit *test)
{
	char value[64];

	make_root();
	KUNIT_EXPECT_FALSE(test, handoff_unit_value(root, "dhcpcd.service", "ExecStart", value, sizeof(value)));
	file("/lib/systemd/system/dhcpcd.service", "ExecStart=packaged\n");
	KUNIT_EXPECT_TRUE(test, handoff_unit_value(root, "dhcpcd.service", "ExecStart", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "packaged");
	file("/etc/systemd/system/dhcpcd.service", "ExecStart=local\n");
	KUNIT_EXPECT_TRUE(test, handoff_unit_value(root, "dhcpcd.service", "ExecStart", value, sizeof(value)));
	KUNIT_EXPECT_STREQ(test, value, "local");
	remove_root();
}

static int to_ifupdown(void)
{
	char *argv[] = { "handoff", "--root", root, "--to", "ifupdown", NULL };

	/* anew, as getopt(3) has it */
	optind = 0;
	return cmd_handoff(5, argv);
}

/* ifupdown's lists have others' entries: what is too long to be read is left as it is */
static void lists(struct kunit *test)
{
	static const char * const paths[] = { "/run/network/ifstate", "/etc/default/networking" };
	char text[HANDOFF_TEXT_SIZE], full[256];
	struct stat st;
	unsigned int i;

	make_root();
	file("/proc/mounts", "h:/srv / nfs4 rw 0 0\n");
	file("/proc/cmdline", "ip6=auto\n");
	file("/proc/net/ipconfig/ip6_method", "slaac\n");
	file("/proc/net/ipconfig/ip6_device", "eth0\n");
	file("/proc/net/ipconfig/ip6_address", "2001:db8::2/64\n");
	file("/proc/net/if_inet6", "20010db8000000000000000000000002 02 40 00 80     eth0\n");
	KUNIT_EXPECT_EQ(test, to_ifupdown(), 0);
	KUNIT_EXPECT_EQ(test, handoff_read(root, paths[0], text, sizeof(text)), strlen("eth0=eth0\n"));

	/* Names are taken over; what a shell would make something of is not */
	file(paths[1], "EXCLUDE_INTERFACES=\"eth9 tun*\"\n");
	KUNIT_EXPECT_EQ(test, to_ifupdown(), 0);
	handoff_read(root, "/run/nfsroot6/ifupdown", text, sizeof(text));
	KUNIT_EXPECT_TRUE(test, !!strstr(text, "\nEXCLUDE_INTERFACES=\"eth9 tun* eth0\"\n"));
	file(paths[1], "EXCLUDE_INTERFACES=\"$X eth9\"\n");
	quiet(true);
	KUNIT_EXPECT_EQ(test, to_ifupdown(), 0);
	quiet(false);
	handoff_read(root, "/run/nfsroot6/ifupdown", text, sizeof(text));
	KUNIT_EXPECT_TRUE(test, !!strstr(text, "\nEXCLUDE_INTERFACES=\"eth0\"\n"));

	for (i = 0; i < 2; i++) {
		file(paths[i], "eth1=eth1\n");
		snprintf(full, sizeof(full), "%s%s", root, paths[i]);
		if (truncate(full, HANDOFF_TEXT_SIZE))
			abort();
		quiet(true);
		KUNIT_EXPECT_EQ(test, to_ifupdown(), EXIT_FAILED);
		quiet(false);
		KUNIT_EXPECT_EQ(test, stat(full, &st), 0);
		KUNIT_EXPECT_EQ(test, st.st_size, HANDOFF_TEXT_SIZE);
		unlink(full);
	}
	remove_root();
}

static struct kunit_case handoff_test_cases[] = {
	KUNIT_CASE(networkd_slaac),
	KUNIT_CASE(networkd_dhcp),
	KUNIT_CASE(networkd_static),
	KUNIT_CASE(networkd_link_local),
	KUNIT_CASE(networkd_no_mac),
	KUNIT_CASE(link_name),
	KUNIT_CASE(nm_profile),
	KUNIT_CASE(nm_others),
	KUNIT_CASE(units),
	KUNIT_CASE(ifstate),
	KUNIT_CASE(too_long),
	KUNIT_CASE(names),
	KUNIT_CASE(find_address),
	KUNIT_CASE(last_value),
	KUNIT_CASE(stanza),
	KUNIT_CASE(parse_mac),
	KUNIT_CASE(files),
	KUNIT_CASE(find_managers),
	KUNIT_CASE(nm_keeps_off),
	KUNIT_CASE(unit_value),
	KUNIT_CASE(lists),
	{}
};

static struct kunit_suite handoff_test_suite = {
	.name = "handoff",
	.test_cases = handoff_test_cases,
};

kunit_test_init_section_suites(&handoff_test_suite);
