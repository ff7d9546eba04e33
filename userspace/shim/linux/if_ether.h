/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHIM_LINUX_IF_ETHER_H
#define SHIM_LINUX_IF_ETHER_H

#define ETH_ALEN	6

#endif /* SHIM_LINUX_IF_ETHER_H */
