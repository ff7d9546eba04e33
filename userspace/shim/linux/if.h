/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_IF_H
#define SHIM_LINUX_IF_H

#include <net/if.h>

#endif /* SHIM_LINUX_IF_H */
