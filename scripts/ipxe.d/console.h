/* SPDX-License-Identifier: GPL-2.0-only */
/* The first serial port. UEFI's own console has it already: each line would come twice. */
#ifdef CONSOLE_PCBIOS
#undef CONSOLE_SERIAL
#define CONSOLE_SERIAL
#endif
