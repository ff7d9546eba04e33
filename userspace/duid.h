/* SPDX-License-Identifier: GPL-2.0-only */
/* The DUID that the kernel has, where neither a lease nor "ip6duid=" tells it. */
#ifndef NFSROOT6_DUID_H
#define NFSROOT6_DUID_H

#include "dhcp6.h"

/*
 * As the series makes it: of the machine's UUID, which is 36 characters of UUID (more may follow), or of
 * the device's address, MAC_LEN bytes. False if neither will do.
 */
bool duid_make(struct dhcp6_duid *duid, const char *uuid, const u8 *mac, size_t mac_len);

#endif /* NFSROOT6_DUID_H */
