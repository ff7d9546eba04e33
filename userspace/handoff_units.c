// SPDX-License-Identifier: GPL-2.0-only
/* Drop-ins of units, and the files of ifupdown. */

#include <string.h>

#include "handoff.h"

/*
 * When networkd is started again, it takes along the address of a lease that it goes on with, whatever
 * KeepConfiguration= says (252 as it ends, 257 as it starts), and the root is gone. Killed it leaves
 * everything as it is, and KeepConfiguration= has the next one leave it so, too.
 */
void handoff_networkd_unit(struct conf *conf)
{
	conf_start(conf);
	conf_add(conf, "# When it ends in the usual way, the address that the root is mounted from is removed.\n"
		 "[Service]\n"
		 "KillSignal=SIGKILL\n"
		 "RestartKillSignal=SIGKILL\n"
		 "SuccessExitStatus=SIGKILL\n"
		 "Restart=always\n");
}

void handoff_ifupdown_unit(struct conf *conf)
{
	conf_start(conf);
	conf_add(conf, "# The root is mounted over a device: neither up nor, at the end, down.\n"
		 "[Service]\n"
		 "EnvironmentFile=-/run/nfsroot6/ifupdown\n");
}

/*
 * dhcpcd opens UDP port 546 for all devices, and a message to one that it is denied is the end of it (9.4 and
 * 10.1). Where watch has the port first, dhcpcd does without, for other devices too.
 */
void handoff_dhcpcd_unit(const char *exec_start, const char *device, struct conf *conf)
{
	conf_start(conf);
	conf_add(conf, "# The root is mounted over this device.\n"
		 "[Unit]\n"
		 "After=nfsroot6-watch.service\n"
		 "[Service]\n"
		 "ExecStart=\n"
		 "ExecStart=%s --denyinterfaces=%s\n", exec_start, device);
}

void handoff_ifupdown_environment(const char *device, const char *exclude, struct conf *conf)
{
	conf_start(conf);
	conf_add(conf, "EXCLUDE_INTERFACES=\"%s%s%s\"\n", exclude, exclude[0] ? " " : "", device);
}

/* No mark: the file is not ours alone. */
void handoff_ifstate(const char *device, const char *old, struct conf *conf)
{
	const char *line, *end;
	size_t len = strlen(device);

	conf_start(conf);
	conf->len = 0;
	for (line = old; *line; line = end) {
		end = line + strcspn(line, "\n");
		if (strncmp(line, device, len) || line[len] != '=')
			conf_add(conf, "%.*s\n", (int)(end - line), line);
		end += *end == '\n';
	}
	conf_add(conf, "%s=%s\n", device, device);
}
