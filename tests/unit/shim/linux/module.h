/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_MODULE_H
#define SHIM_LINUX_MODULE_H

#define MODULE_DESCRIPTION(text)	struct shim_module
#define MODULE_LICENSE(text)		struct shim_module

#endif /* SHIM_LINUX_MODULE_H */
