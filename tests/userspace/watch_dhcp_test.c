// SPDX-License-Identifier: GPL-2.0-only
/* The daemon's socket for DHCPv6, alone and beside another client: watch_dhcp.c, in a network of its own. */

#include <kunit/test.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dhcp6.h"
#include "watch_dhcp.h"

#define SKIP		77
#define PATIENCE	3000	/* ms */

static const u8 question[] = "a question", answer[] = "an answer";

static int udp(u16 port)
{
	const struct sockaddr_in6 own = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
	int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	return fd < 0 || bind(fd, (const void *)&own, sizeof(own)) ? -1 : fd;
}

static int server(int ifindex)
{
	struct ipv6_mreq group = { .ipv6mr_interface = ifindex };
	int fd = udp(DHCP6_SERVER_PORT);

	inet_pton(AF_INET6, "ff02::1:2", &group.ipv6mr_multiaddr);
	return fd < 0 || setsockopt(fd, IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, &group, sizeof(group)) ? -1 : fd;
}

static bool comes(int fd, int ms)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };

	return poll(&pfd, 1, ms) == 1;
}

static int make_link(void)
{
	int fd = open("/proc/sys/net/ipv6/conf/default/accept_dad", O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "0", 1) != 1)
		return -1;
	close(fd);
	return system("ip link set lo up && ip link add d0 type veth peer name d1 && ip link set d0 up && "
		      "ip link set d1 up") ? -1 : 0;
}

/* A question is heard, its answer too, and nothing else is */
static int talk(const struct dhcp_socket *s, int ifindex, int srv)
{
	struct sockaddr_in6 from;
	socklen_t len = sizeof(from);
	u8 buf[64];
	const u8 *msg;
	int i;

	/* the link-local address comes with the carrier */
	for (i = 0; i < PATIENCE / 10 && dhcp_send(s, ifindex, question, sizeof(question)); i++)
		poll(NULL, 0, 10);
	if (!comes(srv, PATIENCE))
		return 1;
	if (recvfrom(srv, buf, sizeof(buf), 0, (void *)&from, &len) != sizeof(question) ||
	    memcmp(buf, question, sizeof(question)))
		return 2;
	if (from.sin6_port != htons(DHCP6_CLIENT_PORT) || !IN6_IS_ADDR_LINKLOCAL(&from.sin6_addr))
		return 3;
	if (dhcp_receive(s, buf, sizeof(buf), &msg) != -EAGAIN)
		return 4;
	from.sin6_port = htons(DHCP6_CLIENT_PORT - 1);
	sendto(srv, question, sizeof(question), 0, (const void *)&from, len);
	if (comes(s->fd, 100))
		return 5;
	from.sin6_port = htons(DHCP6_CLIENT_PORT);
	if (sendto(srv, answer, sizeof(answer), 0, (const void *)&from, len) != sizeof(answer) ||
	    !comes(s->fd, PATIENCE))
		return 6;
	if (dhcp_receive(s, buf, sizeof(buf), &msg) != sizeof(answer) || memcmp(msg, answer, sizeof(answer)))
		return 7;
	return 0;
}

/* In a process of its own; the exit status is the number of the first thing that is wrong */
static int in_own_network(void)
{
	struct dhcp_socket s, second;
	int ifindex, srv, other, err;

	if (unshare(CLONE_NEWNET))
		return SKIP;
	if (make_link())
		return SKIP;
	ifindex = if_nametoindex("d0");
	srv = server(ifindex);
	if (srv < 0)
		return 10;

	if (dhcp_open(&s, ifindex) || s.raw)
		return 11;
	err = talk(&s, ifindex, srv);
	if (err)
		return 20 + err;
	/* who has it for this very device is not to be disturbed */
	if (dhcp_open(&second, ifindex) != -EADDRINUSE || second.fd >= 0)
		return 12;
	close(s.fd);

	other = udp(DHCP6_CLIENT_PORT);
	if (other < 0)
		return 13;
	if (dhcp_open(&s, ifindex) || !s.raw)
		return 14;
	err = talk(&s, ifindex, srv);
	return err ? 30 + err : 0;
}

static void dhcp_sockets(struct kunit *test)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(in_own_network());
	KUNIT_ASSERT_TRUE(test, pid > 0 && waitpid(pid, &status, 0) == pid);
	KUNIT_EXPECT_TRUE(test, WIFEXITED(status));
	if (WIFEXITED(status) && WEXITSTATUS(status) != SKIP)
		KUNIT_EXPECT_EQ(test, WEXITSTATUS(status), 0);
}

static struct kunit_case watch_dhcp_cases[] = {
	KUNIT_CASE(dhcp_sockets),
	{},
};

static struct kunit_suite watch_dhcp_suite = {
	.name = "watch-dhcp",
	.test_cases = watch_dhcp_cases,
};

kunit_test_init_section_suites(&watch_dhcp_suite);
