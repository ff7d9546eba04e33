/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_INIT_H
#define SHIM_LINUX_INIT_H

#define __init
#define __initdata
#define __initconst
#define __refdata

#endif /* SHIM_LINUX_INIT_H */
