// SPDX-License-Identifier: GPL-2.0-only
/* Time, waiting and sockets of a rehearsal. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "probe.h"

/* Ports that count as reserved and that clients take, as the kernel does: sunrpc's min_resvport */
#define RESERVED_FIRST	665
#define RESERVED_LAST	1023

static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	interrupted = sig;
}

void probe_catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	/* No SA_RESTART: a wait ends at once */
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool probe_interrupted(void)
{
	return interrupted;
}

s64 probe_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (s64)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

s64 probe_until(const struct probe *p, s64 ms)
{
	s64 until = probe_now() + ms;

	return until < p->deadline ? until : p->deadline;
}

int probe_wait(int fd, short events, s64 until)
{
	struct pollfd pfd = { .fd = fd, .events = events };
	s64 left;
	int n;

	for (;;) {
		if (interrupted)
			return -EINTR;
		left = until - probe_now();
		/* Also when there is something: others may send without end */
		if (left < 0)
			return 0;
		n = poll(&pfd, 1, left);
		if (n > 0)
			return 1;
		if (n < 0 && errno != EINTR)
			return -errno;
		if (!n && !left)
			return 0;
	}
}

int probe_pause(const struct probe *p, s64 ms)
{
	/* poll() passes over a negative descriptor */
	return probe_wait(-1, 0, probe_until(p, ms));
}

u32 probe_random(void)
{
	u32 value = 0;

	/* Early in a boot it may take a while; that it fails is not foreseen for so few bytes */
	while (getrandom(&value, sizeof(value), 0) != sizeof(value) && !interrupted)
		;
	return value;
}

static bool is_linklocal(const union probe_addr *addr)
{
	return addr->sa.sa_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&addr->in6.sin6_addr);
}

int probe_bind_device(const struct probe *p, int fd, const union probe_addr *to)
{
	/* Without an address of its own the device leads nowhere; other routes may */
	if (!is_linklocal(to) && (to->sa.sa_family != AF_INET6 || !p->has_global))
		return 0;
	if (setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, p->ifname, strlen(p->ifname) + 1))
		return -errno;
	return 0;
}

socklen_t probe_addr_len(const union probe_addr *addr)
{
	return addr->sa.sa_family == AF_INET6 ? sizeof(addr->in6) : sizeof(addr->in);
}

void probe_set_port(union probe_addr *addr, u16 port)
{
	if (addr->sa.sa_family == AF_INET6)
		addr->in6.sin6_port = htons(port);
	else
		addr->in.sin_port = htons(port);
}

const char *probe_addr_text(const struct probe *p, const union probe_addr *addr, unsigned int port, char *buf,
			    size_t size)
{
	char text[INET6_ADDRSTRLEN] = "";
	bool zone = is_linklocal(addr);

	if (addr->sa.sa_family == AF_INET6) {
		inet_ntop(AF_INET6, &addr->in6.sin6_addr, text, sizeof(text));
		snprintf(buf, size, "[%s%s%s]", text, zone ? "%" : "", zone ? p->ifname : "");
	} else {
		inet_ntop(AF_INET, &addr->in.sin_addr, text, sizeof(text));
		snprintf(buf, size, "%s", text);
	}
	if (port)
		text_add(buf, size, ":%u", port);
	return buf;
}

/* From a port below 1024, which exports with "secure" insist on. Return: whether it is bound to one */
static bool bind_reserved(int fd, const union probe_addr *to)
{
	const unsigned int count = RESERVED_LAST - RESERVED_FIRST + 1;
	unsigned int start = probe_random() % count, i;
	union probe_addr own = { .sa.sa_family = to->sa.sa_family };

	for (i = 0; i < count; i++) {
		probe_set_port(&own, RESERVED_FIRST + (start + i) % count);
		if (!bind(fd, &own.sa, probe_addr_len(&own)))
			return true;
		if (errno != EADDRINUSE)
			return false;
	}
	return false;
}

int probe_connect(const struct probe *p, const union probe_addr *to, u16 port, s64 until, bool reserved,
		  bool *is_reserved)
{
	union probe_addr peer = *to;
	socklen_t len = sizeof(int);
	int fd, err, ret;

	fd = socket(peer.sa.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
	if (fd < 0)
		return -errno;
	err = probe_bind_device(p, fd, &peer);
	if (err)
		goto fail;
	if (reserved)
		*is_reserved = bind_reserved(fd, &peer);
	probe_set_port(&peer, port);
	err = connect(fd, &peer.sa, probe_addr_len(&peer)) ? -errno : 0;
	if (err == -EINPROGRESS) {
		ret = probe_wait(fd, POLLOUT, until);
		if (ret > 0)
			err = getsockopt(fd, SOL_SOCKET, SO_ERROR, &ret, &len) ? -errno : -ret;
		else if (ret < 0)
			err = ret;
	}
	if (!err)
		return fd;
fail:
	close(fd);
	return err;
}

int probe_send(int fd, const void *buf, size_t len, s64 until)
{
	const u8 *bytes = buf;
	ssize_t n;
	int ret;

	while (len) {
		n = send(fd, bytes, len, MSG_NOSIGNAL);
		if (n > 0) {
			bytes += n;
			len -= n;
			continue;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return -errno;
		ret = probe_wait(fd, POLLOUT, until);
		if (ret <= 0)
			return ret ?: -ETIMEDOUT;
	}
	return 0;
}

const char *probe_error_text(int err)
{
	switch (-err) {
	case ECONNREFUSED:
		return "connection refused";
	case EINPROGRESS:
	case ETIMEDOUT:
		return "no answer";
	case ENETUNREACH:
		return "network unreachable, no route";
	case EHOSTUNREACH:
		return "host unreachable";
	case EADDRNOTAVAIL:
		return "no own address to reach it from";
	case ECONNRESET:
	case EPIPE:
		return "connection reset";
	case EBADMSG:
		return "an answer that makes no sense";
	case EMSGSIZE:
		return "an answer that is too long";
	default:
		return strerror(-err);
	}
}

void probe_unreached(struct probe *p, int err)
{
	switch (-err) {
	case EADDRNOTAVAIL:
	case EHOSTUNREACH:
	case EINPROGRESS:
	case ENETUNREACH:
	case ETIMEDOUT:
		p->doubt |= !p->has_global && p->line->ip6_wanted;
	}
}

void probe_fail(struct probe *p, const char *why)
{
	if (p->doubt)
		probe_unsure(&p->verdict, "%s; but %s has no global address on this machine", why, p->ifname);
	else
		probe_stop(&p->verdict, "%s", why);
}

void probe_row(enum probe_mark mark, s64 since, const char *step, const char *fmt, ...)
{
	static const char *const marks[] = {
		[PROBE_OK] = "ok", [PROBE_NO] = "no", [PROBE_FAILED] = "FAILED", [PROBE_SKIPPED] = "-",
	};
	long long ms = probe_now() - since;
	char text[1024], time[24] = "";
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	text_clean(text);
	if (since)
		snprintf(time, sizeof(time), ms ? "%lld ms" : "<1 ms", ms);
	printf("%-6s %8s  %-24s %s\n", marks[mark], time, step, text);
	fflush(stdout);
}
