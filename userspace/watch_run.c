// SPDX-License-Identifier: GPL-2.0-only
/*
 * The loop. In each turn the network comes first and files last: the root is on the network, and a file
 * on it may not be to be had until the address is right.
 */

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <linux/kernel.h>

#include "notify.h"
#include "watch.h"
#include "watch_log.h"
#include "watch_net.h"

#define NEVER		INT64_MAX
#define SLEPT		1000		/* ms: less is no suspend */
#define WRITE_GAP	1000		/* ms from one writing to the next at least, whatever routers say */
#define WRITE_RETRY	60000		/* ms after a failure */

static volatile sig_atomic_t stop, reload;
static const struct watch *named;	/* for name_of(), which is told nothing */

static s64 clock_ms(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (s64)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

s64 watch_clock(void)
{
	return clock_ms(CLOCK_BOOTTIME);
}

s64 watch_asleep(void)
{
	s64 before, after, boottime;

	/* Both at the same time, as far as that can be: the processor may have been elsewhere in between */
	do {
		before = clock_ms(CLOCK_MONOTONIC);
		boottime = watch_clock();
		after = clock_ms(CLOCK_MONOTONIC);
	} while (after - before > SLEPT / 10);
	return boottime - after;
}

u64 watch_random(void)
{
	u64 value = 0;

	/* It does not fail so long after the boot; if it did, times would be less random, no more */
	(void)!getrandom(&value, sizeof(value), 0);
	return value;
}

const char *watch_text(const struct in6_addr *addr)
{
	static char text[2][INET6_ADDRSTRLEN];
	static unsigned int turn;

	turn ^= 1;
	return inet_ntop(AF_INET6, addr, text[turn], sizeof(text[turn]));
}

const char *watch_left(s64 end, s64 now)
{
	static char text[2][24];
	static unsigned int turn;

	if (end == NEVER)
		return "no end";
	turn ^= 1;
	snprintf(text[turn], sizeof(text[turn]), "%lld s", end > now ? (long long)(end - now) / 1000 : 0);
	return text[turn];
}

/*
 *	Signals and sleep
 */

static void on_signal(int sig)
{
	if (sig == SIGHUP)
		reload = 1;
	else
		stop = 1;
}

void watch_catch_signals(sigset_t *mask)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
	const struct sigaction act = { .sa_handler = on_signal };
	sigset_t caught;
	unsigned int i;

	sigemptyset(&caught);
	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		sigaddset(&caught, signals[i]);
		sigaction(signals[i], &act, NULL);
	}
	sigprocmask(SIG_BLOCK, &caught, mask);
	for (i = 0; i < ARRAY_SIZE(signals); i++)
		sigdelset(mask, signals[i]);
}

/*
 * A timer that never ends, but fails as soon as the clock is set, which a wake-up from suspend does. It
 * wakes nobody otherwise. (What ppoll() waits for stands still in suspend.)
 */
static int arm_resume(int fd)
{
	const struct itimerspec far = { .it_value.tv_sec = INT32_MAX };

	if (!timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, NULL))
		return 0;
	/* It is armed, and the clock was set once more */
	return errno == ECANCELED ? 0 : -1;
}

int watch_open_resume(void)
{
	int fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);

	if (fd >= 0 && arm_resume(fd)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

s64 watch_slept(s64 *asleep, s64 total)
{
	s64 slept = total - *asleep;

	*asleep = total;
	return slept >= SLEPT ? slept : 0;
}

static void clock_was_set(struct watch *w)
{
	u64 count;

	(void)!read(w->resume, &count, sizeof(count));
	if (arm_resume(w->resume)) {
		close(w->resume);
		w->resume = -1;
	}
}

/* Whatever it was that woke this process: without the timer it is something later */
static void look_at_sleep(struct watch *w)
{
	s64 slept = watch_slept(&w->asleep, watch_asleep());

	if (!slept)
		return;
	say(LOG_NOTICE, "awake again after %lld s", (long long)slept / 1000);
	watch_link_again(w);
}

/*
 *	resolv.conf
 */

static char *name_of(unsigned int ifindex, char *name)
{
	return ifindex == named->ifindex ? strcpy(name, named->device) : NULL;
}

static void write_resolv(struct watch *w)
{
	char text[RESOLV_TEXT_SIZE];
	int err;

	w->write_after = w->now + WRITE_GAP;
	w->dirty = false;
	named = w;
	err = resolv_text(&w->resolv, name_of, text, sizeof(text));
	if (err >= 0)
		err = resolv_write(w->resolv_conf, text);
	/* A folder may come, room on a disk too; what is mounted read-only or in /proc stays so */
	if (err && err != -EOPNOTSUPP && err != -EROFS) {
		w->dirty = true;
		w->write_after = w->now + WRITE_RETRY;
	}
	if (err && err == w->write_error)
		return;
	w->write_error = err;
	if (err == -EOPNOTSUPP)
		say(LOG_ERR, "%s: cannot be replaced, it is in /proc or no regular file; name servers are not followed",
		    w->resolv_conf);
	else if (err)
		say(LOG_ERR, "%s: cannot write: %s", w->resolv_conf, strerror(-err));
	else
		say(LOG_INFO, "%s is up to date, name servers: %u", w->resolv_conf, w->resolv.nservers);
}

/*
 *	The loop
 */

static s64 sooner(s64 a, s64 b)
{
	return a < b ? a : b;
}

static void send_dhcp(const struct watch *w, const u8 *msg, int len)
{
	/* An error is like a packet that was lost */
	if (len > 0 && w->dhcp.fd >= 0)
		dhcp_send(&w->dhcp, w->ifindex, msg, len);
}

static void send_rs(const struct watch *w)
{
	u8 msg[SOLICIT_SIZE];
	size_t len = solicit_build(msg, w->mac, w->mac_len);

	net_send_rs(w->rs, w->ifindex, msg, len);
}

static void step_network(struct watch *w)
{
	u8 msg[DHCP6_MESSAGE_SIZE];
	enum lease_event event;
	int len;

	len = lease_step(&w->lease, w->now, watch_random(), msg, sizeof(msg), &event);
	send_dhcp(w, msg, len);
	watch_lease_event(w, event);

	len = inform_step(&w->inform, w->now, watch_random(), msg, sizeof(msg));
	send_dhcp(w, msg, len);

	if (w->now >= watch_dns_ask(&w->dns, &w->resolv)) {
		watch_dns_asked(&w->dns, &w->resolv);
		solicit_start(&w->solicit, w->now, watch_random());
	}
	if (solicit_step(&w->solicit, w->now))
		send_rs(w);
	if (w->now >= w->sync || w->now >= watch_addrs_next(&w->addrs))
		watch_sync(w);
}

static void step_files(struct watch *w)
{
	if (w->hold)
		w->dirty = false;
	if (watch_dns_due(&w->dns, w->now))
		w->dirty |= watch_dns_drop(&w->dns, &w->resolv, w->now);
	w->dirty |= resolv_expire(&w->resolv, w->now);
	/* Without a link it would wait for one, and nothing could be done about that */
	if (w->dirty && w->carrier && w->now >= w->write_after)
		write_resolv(w);
}

s64 watch_step(struct watch *w)
{
	s64 next;

	step_network(w);
	if (w->now >= w->ping) {
		notify_send("WATCHDOG=1");
		w->ping = w->now + w->ping_interval;
	}
	step_files(w);

	next = sooner(lease_next(&w->lease), inform_next(&w->inform));
	next = sooner(next, w->solicit.next);
	next = sooner(next, sooner(w->sync, watch_addrs_next(&w->addrs)));
	next = sooner(next, resolv_next(&w->resolv));
	next = sooner(next, watch_dns_next(&w->dns));
	next = sooner(next, watch_dns_ask(&w->dns, &w->resolv));
	if (w->dirty && w->carrier)
		next = sooner(next, w->write_after);
	return sooner(next, w->ping);
}

static void notify_state(const struct watch *w)
{
	static enum lease_state state;
	static unsigned int nservers = -1;

	if (state == w->lease.state && nservers == w->resolv.nservers)
		return;
	state = w->lease.state;
	nservers = w->resolv.nservers;
	if (w->hold)
		notify_status("%s: the address that the root is mounted from is held", w->device);
	else
		notify_status("%s: %s; name servers: %u", w->device, lease_state_name(state), nservers);
}

bool watch_run(struct watch *w, const sigset_t *mask)
{
	struct pollfd fds[] = {
		{ .fd = mnl_socket_get_fd(w->events.sock), .events = POLLIN },
		{ .fd = w->dhcp.fd, .events = POLLIN },
		{ .fd = w->resume, .events = POLLIN },
	};
	struct timespec ts;
	s64 next, wait;

	while (!stop && !w->gone) {
		w->now = watch_clock();
		next = watch_step(w);
		notify_state(w);
		/* Not the time when it began: it may have waited for a file */
		wait = max_t(s64, next - watch_clock(), 0);
		ts.tv_sec = wait / 1000;
		ts.tv_nsec = wait % 1000 * 1000000;
		if (ppoll(fds, ARRAY_SIZE(fds), next == NEVER ? NULL : &ts, mask) < 0 && errno != EINTR) {
			say(LOG_ERR, "cannot wait: %s", strerror(errno));
			return false;
		}
		w->now = watch_clock();
		look_at_sleep(w);
		if (reload) {
			reload = 0;
			w->dirty = true;
			watch_link_again(w);
		}
		if (fds[0].revents)
			watch_receive_events(w);
		if (fds[1].revents)
			watch_receive_dhcp(w);
		if (fds[2].revents)
			clock_was_set(w);
		fds[2].fd = w->resume;
	}
	return stop;
}
