/* SPDX-License-Identifier: GPL-2.0-only */
/* What a boot does, in words. */
#ifndef NFSROOT6_CHECK_STEPS_H
#define NFSROOT6_CHECK_STEPS_H

#include "check.h"

/* Fills in the steps of RES from the rest of it. */
void check_describe(const struct check_input *in, struct check_result *res);

#endif /* NFSROOT6_CHECK_STEPS_H */
