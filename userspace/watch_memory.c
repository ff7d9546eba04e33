// SPDX-License-Identifier: GPL-2.0-only
/* Pages of the program and of its libraries. */

#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "watch_memory.h"

/* FN for each part of an object that nobody writes to: code, constants, tables of the linker */
static int each_segment(const struct dl_phdr_info *info, int (*fn)(void *start, size_t len))
{
	const uintptr_t mask = sysconf(_SC_PAGESIZE) - 1;
	const ElfW(Phdr) *ph;
	uintptr_t start, end;
	int i, err = 0;

	for (i = 0; i < info->dlpi_phnum && !err; i++) {
		ph = &info->dlpi_phdr[i];
		if (ph->p_type != PT_LOAD || (ph->p_flags & PF_W))
			continue;
		start = (info->dlpi_addr + ph->p_vaddr) & ~mask;
		end = (info->dlpi_addr + ph->p_vaddr + ph->p_memsz + mask) & ~mask;
		err = fn((void *)start, end - start);
	}
	return err;
}

/* It is read again when it is needed; a kernel without CONFIG_ADVISE_SYSCALLS keeps it */
static int give_back(void *start, size_t len)
{
	madvise(start, len, MADV_DONTNEED);
	return 0;
}

static int keep(void *start, size_t len)
{
	return mlock(start, len) ? -errno : 0;
}

/* The program itself comes first */
static int give_back_libraries(struct dl_phdr_info *info, size_t size, void *data)
{
	int *number = data;

	return (*number)++ ? each_segment(info, give_back) : 0;
}

static int keep_program(struct dl_phdr_info *info, size_t size, void *data)
{
	*(int *)data = each_segment(info, keep);
	return 1;
}

int watch_lock_memory(void)
{
	int number = 0, err = 0;

	/* Before it is locked, as then it would not be given back */
	dl_iterate_phdr(give_back_libraries, &number);
	if (mlockall(MCL_CURRENT | MCL_ONFAULT))
		return -errno;
	dl_iterate_phdr(keep_program, &err);
	return err;
}
