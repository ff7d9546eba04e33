/* SPDX-License-Identifier: GPL-2.0-only */
/* Nothing of it is used, the codecs have their own tests of addresses */
#ifndef SHIM_NET_IPV6_H
#define SHIM_NET_IPV6_H

#include <linux/in6.h>

#endif /* SHIM_NET_IPV6_H */
