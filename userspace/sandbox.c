// SPDX-License-Identifier: GPL-2.0-only
/* Capabilities and system calls, by the kernel's own interfaces. */

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "sandbox.h"

#if defined(__x86_64__)
#define SANDBOX_ARCH	AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define SANDBOX_ARCH	AUDIT_ARCH_AARCH64
#endif

#ifdef SANDBOX_ARCH

/*
 * What the event loop needs, with what glibc and musl make of it: a time, sockets that are open, files by
 * name (for resolv.conf and /proc), memory. No new sockets, no programs, no mounts, no threads, nothing
 * that looks into other processes. Path names cannot be checked here; capabilities bound what they do.
 */
static const int sandbox_calls[] = {
	/* sockets and timers */
	SYS_recvfrom, SYS_recvmsg, SYS_sendto, SYS_sendmsg, SYS_connect, SYS_getsockname, SYS_ppoll,
	SYS_timerfd_settime, SYS_clock_gettime, SYS_getrandom,
#ifdef SYS_gettimeofday
	SYS_gettimeofday,
#endif
#ifdef SYS_poll
	SYS_poll,
#endif
	/* files */
	SYS_openat, SYS_read, SYS_pread64, SYS_write, SYS_writev, SYS_close, SYS_lseek, SYS_fstat,
	SYS_newfstatat, SYS_statx, SYS_fstatfs, SYS_statfs, SYS_readlinkat, SYS_getcwd, SYS_fcntl, SYS_fchmod,
	SYS_fchmodat, SYS_umask, SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_renameat2, SYS_unlinkat,
	SYS_faccessat,
#ifdef SYS_renameat
	SYS_renameat,
#endif
#ifdef SYS_open		/* x86 has the old ones as well, which C libraries may still use */
	SYS_open, SYS_stat, SYS_lstat, SYS_readlink, SYS_rename, SYS_unlink, SYS_chmod, SYS_access,
#endif
	/* memory, signals, the end */
	SYS_brk, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_futex, SYS_getpid, SYS_gettid,
	SYS_tgkill, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_restart_syscall, SYS_exit,
	SYS_exit_group,
};

#define NCALLS	(sizeof(sandbox_calls) / sizeof(sandbox_calls[0]))

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, value)

/*
 * Another architecture's calls have other numbers: the end. A call that is not in the list fails with
 * EPERM, and the kernel's audit log has it: better a daemon that lacks something than none, the root
 * hangs on it.
 */
static int filter_calls(void)
{
	struct sock_filter code[NCALLS * 2 + 8];
	struct sock_fprog prog = { .filter = code };
	unsigned int n = 0, i;

	code[n++] = (struct sock_filter)LOAD(arch);
	code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SANDBOX_ARCH, 1, 0);
	code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_KILL_PROCESS);
	code[n++] = (struct sock_filter)LOAD(nr);
	/* The numbers of x32 are far above: none of them is in the list */
	for (i = 0; i < NCALLS; i++) {
		code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, sandbox_calls[i], 0, 1);
		code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
	}
	code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_ERRNO | EPERM);
	prog.len = n;

	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_LOG, &prog))
		return -errno;
	return 0;
}

#else

static int filter_calls(void)
{
	return -ENOSYS;
}

#endif /* SANDBOX_ARCH */

static int drop_capabilities(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {
		{ .effective = 1U << CAP_NET_ADMIN, .permitted = 1U << CAP_NET_ADMIN },
	};
	int cap;

	/* The kernel may have more of them than its headers had */
	for (cap = 0; prctl(PR_CAPBSET_READ, cap) >= 0; cap++)
		if (prctl(PR_CAPBSET_DROP, cap) && errno != EPERM)
			return -errno;
	if (syscall(SYS_capset, &header, data))
		return -errno;
	return 0;
}

int sandbox_enter(void (*lacks)(const char *what))
{
	int err;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -errno;
	err = drop_capabilities();
	if (err == -ENOSYS)
		lacks("capabilities are not dropped: that needs CONFIG_MULTIUSER");
	else if (err)
		return err;
	err = filter_calls();
	if (err == -ENOSYS || err == -EINVAL)
		lacks("system calls are not restricted: that needs CONFIG_SECCOMP_FILTER, on x86-64 or arm64");
	else if (err)
		return err;
	return 0;
}
